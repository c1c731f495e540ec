# SPDX-License-Identifier: MIT
"""Jobs on several machines: the scripts of examples/ as they stand, on this machine; what is done is not done again."""
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from operate import read, workplace  # noqa: E402

JOBS = """<batch>
  <job name="东 城" output="out/east.pdf" title="东城简报"><input href="pages"/></job>
  <job name="西&quot;城&quot; $(x)" output="out/west.pdf" style="clippings"><input href="pages"/></job>
  <job name="南" output="out/south.pdf"><input href="gone"/></job>
</batch>
"""
# Slurm in a few lines: the tasks of an array one after the other, each with its number and its file of messages.
SBATCH = """#!/bin/bash
set -u
range=${1#--array=1-} log=${2#--output=} worst=0
shift 2
for task in $(seq "${range%\\%*}"); do
    SLURM_ARRAY_TASK_ID=$task SLURM_CPUS_PER_TASK=1 "$@" >"${log/\\%a/$task}" 2>&1 || worst=$?
done
exit "$worst"
"""


def script(env, folder, name, *args, **variables):
    """Its status, and what was said without places and reasons."""
    os.makedirs(os.path.join(folder, "out"), exist_ok=True)
    with open(os.path.join(folder, "jobs.xml"), "w", encoding="utf-8") as f:
        f.write(JOBS)
    full = {**os.environ, "LC_ALL": "C.UTF-8", "BRIEFGEN": env.program, "HOME": folder, **variables}
    done = subprocess.run([os.path.join(env.root, "examples", name), "jobs.xml", *args], cwd=folder, env=full, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600)
    return done.returncode, done.stdout


def sums(text):
    return [tuple(int(n) for n in m) for m in re.findall(r"^briefgen: (\d+) built, (\d+) done before, (\d+) failed", text, re.M)]


def built_again_and_again(env, folder, start):
    """start() gives the status and the text of the jobs in order."""
    status, said = start()
    assert status == 1 and sums(said) == [(1, 0, 0), (1, 0, 0), (0, 0, 1)], said
    assert sorted(n for n in os.listdir(os.path.join(folder, "out")) if n[0] != ".") == ["east.pdf", "west.pdf"]
    os.mkdir(os.path.join(folder, "gone"))
    shutil.copy(os.path.join(folder, "pages", "20241223.txt"), os.path.join(folder, "gone"))
    status, said = start()
    assert status == 0 and sums(said) == [(0, 1, 0), (0, 1, 0), (1, 0, 0)], said
    with open(os.path.join(folder, "gone", "20241223.txt"), "a", encoding="utf-8") as f:
        f.write("桥已通车。\n")
    status, said = start()
    assert status == 0 and sums(said) == [(0, 1, 0), (0, 1, 0), (1, 0, 0)], said
    made = {n: read(folder, f"out/{n}.pdf") for n in ("east", "west", "south")}
    assert env.run("batch", "jobs.xml", "--date", "2024-12-30", cwd=folder).returncode == 0
    assert made == {n: read(folder, f"out/{n}.pdf") for n in made}


def test_jobs_by_gnu_parallel(env):
    with workplace() as folder:
        built_again_and_again(env, folder, lambda: script(env, folder, "parallel.sh", "--date", "2024-12-30"))
        hosts = os.path.join(folder, "hosts")
        with open(hosts, "w", encoding="utf-8") as f:
            f.write("2/:\n")
        status, said = script(env, folder, "parallel.sh", "--date", "2024-12-31", HOSTS=hosts, DONE="elsewhere")
        assert status == 0 and sums(said) == [(1, 0, 0)] * 3, said
        assert sorted(os.listdir(os.path.join(folder, "elsewhere"))) == ["1", "2", "3", "joblog"]


def test_jobs_as_an_array_of_slurm(env):
    with workplace() as folder:
        bin_folder = os.path.join(folder, "bin")
        os.mkdir(bin_folder)
        with open(os.path.join(bin_folder, "sbatch"), "w", encoding="utf-8") as f:
            f.write(SBATCH)
        os.chmod(os.path.join(bin_folder, "sbatch"), 0o755)

        def start():
            status, _ = script(env, folder, "slurm-array.sh", "--date", "2024-12-30", PATH=f"{bin_folder}:{os.environ['PATH']}")
            return status, "".join(read(folder, f"done/{n}.log").decode() for n in (1, 2, 3))
        built_again_and_again(env, folder, start)


def test_faults_of_the_command_are_said_once(env):
    """And not by each job."""
    with workplace() as folder:
        for name in ("parallel.sh", "slurm-array.sh"):
            status, said = script(env, folder, name, "--title", "周 报")
            assert status == 2 and said.count("briefgen: for batch each job says its own --title") == 1, said
