# SPDX-License-Identifier: MIT
"""What `make install` puts in place: units that systemd takes and finds hardened, man pages, completion, the weekly run."""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from operate import workplace  # noqa: E402

COMMANDS = ["convert", "figures", "check", "verify", "fonts", "batch", "watch", "serve"]
EXPOSED = 15  # tenths: systemd-analyze calls all below 20 well protected


def run(*args, **more):
    return subprocess.run(args, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)


def installed(env, prefix):
    done = run("make", "-s", "install", f"PREFIX={prefix}", cwd=env.root)
    assert done.returncode == 0, done.stdout
    return prefix


def test_the_units_are_good_and_hardened(env):
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        units = os.path.join(installed(env, folder), "lib/systemd/system")
        both = [os.path.join(units, f"briefgen@office.{kind}") for kind in ("service", "timer")]
        for name in both:
            shutil.copy(name.replace("@office", "@"), name)
        done = run("systemd-analyze", "verify", "--man=no", *both)
        assert done.returncode == 0 and "briefgen" not in done.stdout, done.stdout
        done = run("systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSED}", "--no-pager", both[0])
        assert done.returncode == 0, done.stdout


def test_a_week_is_built_as_the_service_does(env):
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as prefix, workplace() as folder:
        installed(env, prefix)
        weekly = os.path.join(prefix, "bin/briefgen-issue")
        path = {"PATH": os.path.join(prefix, "bin") + ":" + os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        settings = {**path, "PAGES": os.path.join(folder, "pages"), "OUT": folder, "OPTIONS": "--strict --title 周报"}
        for week in ("2024-W52", "2025-W01", "2024-W52"):
            done = run(weekly, env={**settings, "WEEK": week})
            assert done.returncode == 0 and '<5>briefgen: status="good" exit=0' in done.stdout, done.stdout
        done = run(weekly, "--log=text", env={**settings, "DAY": "2025-01-05", "NAME": "%N"})
        assert done.returncode == 0 and os.path.exists(os.path.join(folder, "2.pdf")), done.stdout
        done = run(weekly, env=path)
        assert done.returncode == 2 and done.stdout == "briefgen-issue: PAGES, the folder of pages, is not set\n"
        done = run(weekly, env={**path, "PAGES": folder})
        assert done.returncode == 2 and done.stdout == "briefgen-issue: OUT, the folder of briefings, is not set\n"
        state = open(os.path.join(folder, "issues.xml"), encoding="utf-8").read()
        assert re.findall(r'number="(\d+)"', state) == ["1", "2"], state


def options(env):
    return set(re.findall(r"(--[a-z-]+[a-z])", env.run("--help").stdout.split("\n\n", 2)[2]))


def test_the_package_is_made_from_the_libraries_of_the_build(env):
    """What of them is needed where briefgen runs, dpkg-shlibdeps finds."""
    apt = open(os.path.join(env.root, "packages.apt"), encoding="utf-8").read()
    control = open(os.path.join(env.root, "debian/control"), encoding="utf-8").read()
    build = re.search(r"\n\[build\]\n(.*?)\n\[", apt, re.S)[1]
    wanted = set(re.findall(r"^(lib\S+-dev|zlib1g-dev)", build, re.M)) - {"libc6-dev"}
    assert wanted == set(re.findall(r"\s(\S+-dev)\b", control)), wanted


def offered(env, command):
    script = f"source completion/briefgen; COMP_WORDS=(briefgen {command} --); COMP_CWORD=2; _briefgen; echo ${{COMPREPLY[@]}}"
    return set(run("bash", "-c", script, cwd=env.root).stdout.split())


def refused(env, command, option):
    """That the command has nothing to do with it; what else is wrong with these words is said otherwise."""
    with_value = re.search(rf"{option} [A-Z]", env.run("--help").stdout)
    with workplace() as folder:  # where a --report may be written
        said = env.run(*command, option + ("=1" if with_value else ""), cwd=folder).stderr.split("\n")[0]
    typed = "-o" if option == "--output" else option
    return re.match(rf"briefgen: ({typed} belongs to [^-]|for batch each job says its own {typed})", said) is not None


def test_completion_offers_what_a_command_takes(env):
    for command in COMMANDS + ["x"]:
        taken = {o for o in options(env) if not refused(env, [command] if command != "x" else [], o)}
        assert offered(env, command) == taken, (command, offered(env, command) ^ taken)


def test_completion_knows_commands_and_values(env):
    script = "source completion/briefgen; COMP_WORDS=(briefgen ''); COMP_CWORD=1; _briefgen; echo ${COMPREPLY[@]}"
    assert set(COMMANDS) <= set(run("bash", "-c", script, cwd=env.root).stdout.split())
    script = "source completion/briefgen; COMP_WORDS=(briefgen --log j); COMP_CWORD=2; _briefgen; echo ${COMPREPLY[@]}"
    assert run("bash", "-c", script, cwd=env.root).stdout == "json journal\n"


def test_man_pages_are_there_and_have_every_option(env):
    pages = {os.path.basename(p): open(p, encoding="utf-8").read() for p in glob.glob(os.path.join(env.root, "man/*.1"))}
    assert {f"briefgen-{c}.1" for c in COMMANDS + ["issue"]} | {"briefgen.1"} == set(pages)
    text = "".join(pages.values()).replace("\\-", "-")
    missing = {o for o in options(env) if o not in text}
    assert not missing, missing


def test_man_pages_are_set_without_a_word(env):
    env.needs(shutil.which("groff"), "groff-base")
    for page in sorted(glob.glob(os.path.join(env.root, "man/*.1"))):
        done = run("groff", "-man", "-ww", "-z", "-Kutf8", "-Tutf8", page)
        assert done.stdout == "", f"{page}\n{done.stdout}"
