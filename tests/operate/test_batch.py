# SPDX-License-Identifier: MIT
"""Many briefings in one command: one that fails never stops the rest."""
import os
import resource
import signal
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from operate import read, workplace  # noqa: E402

JOBS = """<batch{}>
  <job name="东" output="out/east-%G-W%V.pdf" issue="auto" state="east.xml" title="东区简报"><input href="pages"/></job>
  <job name="西" output="out/west.pdf" style="none"><input href="pages"/></job>
  <job name="南" output="out/south.pdf" report="out/south.json"><input href="pages/20241223.txt"/><input href="pages/gone"/></job>
  <job name="北" output="out/north.pdf" style="clippings" week="2025-W01"><input href="pages"/></job>
</batch>
"""
FAULTS = {"西": 'briefgen: error: no style sheet "none"; there are ', "南": "pages/gone: error: cannot be read: "}


def run(env, folder, *args, jobs=JOBS.format(""), status=1):
    os.makedirs(os.path.join(folder, "out"), exist_ok=True)
    with open(os.path.join(folder, "jobs.xml"), "w", encoding="utf-8") as f:
        f.write(jobs)
    done = env.run("batch", os.path.join(folder, "jobs.xml"), *args, cwd="/")
    assert done.returncode == status, f"exit {done.returncode}\n{done.stderr}"
    return done.stderr.splitlines()


def test_one_that_fails_does_not_stop_the_rest(env):
    with workplace() as folder:
        said = run(env, folder, "--week", "2024-W52")
        assert said[-1] == "briefgen: 2 built, 0 done before, 2 failed: 西, 南", said
        assert sorted(os.listdir(os.path.join(folder, "out"))) == ["east-2024-W52.pdf", "north.pdf", "south.json"]
        for name, words in FAULTS.items():
            assert any(line.startswith(f"{name}: {words}") for line in said), said
        names = [line.split(": ")[0] for line in said[:-1]]
        assert names == sorted(names, key="东西南北".index), names


def test_a_job_is_what_a_build_of_its_words_is(env):
    with workplace() as folder:
        run(env, folder, "-q")
        alone = env.run("pages", "-o", "alone.pdf", "--style", "clippings", "--week", "2025-W01", cwd=folder)
        assert alone.returncode == 0 and read(folder, "alone.pdf") == read(folder, "out/north.pdf")


def test_how_many_run_at_a_time_is_not_seen(env):
    with workplace() as folder:
        assert run(env, folder, "--jobs", "1") == run(env, folder, "--jobs", "4")


def test_what_is_done_is_not_done_again(env):
    with workplace() as folder:
        record = ["--resume", os.path.join(folder, "done")]
        run(env, folder, *record)
        first = os.stat(os.path.join(folder, "out/north.pdf")).st_mtime_ns
        assert run(env, folder, *record)[-1] == "briefgen: 0 built, 2 done before, 2 failed: 西, 南"
        assert os.stat(os.path.join(folder, "out/north.pdf")).st_mtime_ns == first
        with open(os.path.join(folder, "pages", "20241223.txt"), "a", encoding="utf-8") as f:
            f.write("桥已通车。\n")
        assert run(env, folder, *record)[-1] == "briefgen: 2 built, 0 done before, 2 failed: 西, 南"
        mended = JOBS.format("").replace("none", "weekly").replace("/gone", "")
        assert run(env, folder, *record, jobs=mended, status=0)[-1] == "briefgen: 2 built, 2 done before, 0 failed"


def deaf():
    """As some supervisors start their programs. A batch that waits in vain is ended by its time."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


def test_it_is_heard_when_a_job_ends(env):
    with workplace() as folder:
        run(env, folder, "--only", "北", status=0)
        done = env.run("batch", os.path.join(folder, "jobs.xml"), "--week", "2024-W52", preexec_fn=deaf)
        assert done.returncode == 1, done
        assert done.stderr.splitlines()[-1] == "briefgen: 2 built, 0 done before, 2 failed: 西, 南", done.stderr


WAIT = """
#include <errno.h>
#include <sys/wait.h>
pid_t waitpid(pid_t process, int *status, int options)
{
    static int asked;
    errno = asked++ ? ECHILD : EINTR;
    return -1;
}
"""


def test_a_batch_that_cannot_wait_ends(env):
    env.skip_if(env.wrap, "not under valgrind")
    with workplace() as folder:
        run(env, folder, "--only", "北", status=0)
        done = env.run("batch", os.path.join(folder, "jobs.xml"), env=env.preloading(folder, WAIT), preexec_fn=deaf)
        assert done.returncode == 2, done
        assert done.stderr.splitlines()[-1] == "briefgen: error: cannot wait for a job: No child processes", done.stderr


def test_a_record_that_cannot_be_written(env):
    with workplace() as folder:
        said = run(env, folder, "--resume", "/proc/done", status=2)
        assert said[-1] == "briefgen: error: cannot write /proc/done: No such file or directory", said


def test_a_job_with_too_little_memory(env):
    """The sanitizers' own memory is more than any limit here."""
    env.skip_if_watched()
    with workplace() as folder:
        with open(os.path.join(folder, "pages", "long.txt"), "w", encoding="utf-8") as f:
            f.write("南湖镇修好两座桥\n\n" + ("南湖镇修好两座桥，用去三十万元。" * 40 + "\n") * 8000)
        said = run(env, folder, jobs=JOBS.format(' memory="64"'), status=2)
        assert "东: briefgen: error: out of memory; a run may have 64 MB (--memory-limit)" in said, said
        said = run(env, folder, "--memory-limit", "65", status=2)
        assert "东: briefgen: error: out of memory; a run may have 65 MB (--memory-limit)" in said, said


def test_limits_are_for_each_job(env):
    with workplace() as folder:
        said = run(env, folder, "--article-limit", "2", "-q")
        assert any(line.startswith("东: ") and "the issue has 3 articles, and 2 is the limit" in line for line in said), said
        said = run(env, folder, "--page-limit", "1", "-q")
        assert any(line.startswith("北: ") and " pages, and 1 is the limit" in line for line in said), said


def test_one_job_alone(env):
    with workplace() as folder:
        said = run(env, folder, "--only", "北", status=0)
        assert said[-1] == "briefgen: 1 built, 0 done before, 0 failed", said
        assert os.listdir(os.path.join(folder, "out")) == ["north.pdf"]
        assert run(env, folder, "--only", "西")[-1] == "briefgen: 0 built, 0 done before, 1 failed: 西"
        said = run(env, folder, "--only", "中")
        assert [line.split("jobs.xml")[1] for line in said if "error" in line] == [":1:1: error: no job is called 中"], said
        said = run(env, folder, "--only", "estern", jobs=JOBS.format("").replace("西", "eastern"))
        assert any(line.endswith('error: no job is called estern; did you mean "eastern"?') for line in said), said


def test_jobs_one_by_one_are_the_jobs_of_the_file(env):
    """Who starts each of them alone, on any machine, asks for their names; what one has done another need not do."""
    with workplace() as folder:
        record, jobs = os.path.join(folder, "done"), os.path.join(folder, "jobs.xml")
        run(env, folder, "--only", "北", "--resume", record, "--jobs", "3", "--color", "always", status=0)
        done = env.run("batch", jobs, "--list", cwd="/")
        assert (done.returncode, done.stdout, done.stderr) == (0, "东\n西\n南\n北\n", "")
        assert env.run("batch", jobs, "--list", "--only", "西", cwd="/").stdout == "西\n"
        assert run(env, folder, "--resume", record)[-1] == "briefgen: 1 built, 1 done before, 2 failed: 西, 南"


def test_jobs_that_would_meet(env):
    twice = ('<batch>\n<job name="东" output="a.pdf"><input href="p"/></job>\n<job name="东" output="b.pdf"><input href="p"/></job>\n'
             '<job name="西" output="a.pdf"><input href="p"/></job>\n</batch>\n')
    with workplace() as folder:
        said = [line for line in run(env, folder, jobs=twice) if "error" in line]
        assert [line.split("jobs.xml")[1] for line in said] == [
            ":3:1: error: two jobs are called 东", ":4:1: error: 东 and 西 have the same output, a.pdf"], said
        checked = env.run("check", os.path.join(folder, "jobs.xml"))
        assert checked.returncode == 1 and [l for l in checked.stderr.splitlines() if "error" in l] == said, checked.stderr


def test_faults_of_the_file_are_said_all_at_once(env):
    with workplace() as folder:
        said = run(env, folder, jobs='<batch>\n<job name="东" weak="2025-W01"><input/></job>\n</batch>\n')
        assert [line.split("jobs.xml")[1] for line in said if ": error: " in line] == [
            ':2:1: error: <job> needs the attribute "output"',
            ':2:15: error: unknown attribute "weak" of <job>; did you mean "week"?',
            ':2:31: error: <input> needs the attribute "href"'], said


def test_words_that_do_not_belong_together(env):
    with workplace() as folder:
        for args, words in ((["pages", "-o", "x.pdf", "--resume", "d"], "--resume belongs to batch"),
                            (["pages", "-o", "x.pdf", "--only", "d"], "--only belongs to batch"),
                            (["pages", "-o", "x.pdf", "--list"], "--list belongs to batch"),
                            (["batch", "a.xml", "b.xml"], "batch takes one file of jobs, not b.xml"),
                            (["batch", "a.xml", "-o", "x.pdf"], "for batch each job says its own -o")):
            done = env.run(*args, cwd=folder)
            assert done.returncode == 2 and done.stderr.startswith(f"briefgen: {words}\n"), done.stderr
