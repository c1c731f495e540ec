# SPDX-License-Identifier: MIT
"""How much memory a page takes: what a large issue needs is told by two small ones."""
import os
import re
import subprocess
import tempfile

MOST = 85  # KB for each further page, tagged


def peak(env, weeks, folder):
    """Pages and KB of the process at its largest."""
    inputs = []
    for i in range(weeks):
        inputs.append(os.path.join(folder, f"{weeks}-{i}"))
        os.symlink(os.path.join(env.pages, "week"), inputs[-1])
    out = os.path.join(folder, "out.pdf")
    process = subprocess.Popen([env.program, *inputs, "-q", "--jobs", "2", "-o", out])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    info = subprocess.run(["pdfinfo", out], stdout=subprocess.PIPE, text=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", info)[1]), usage.ru_maxrss


def test_a_page_takes_little_memory(env):
    if env.wrap or b"__asan_init" in open(env.program, "rb").read():
        return  # their own memory is more
    if not os.path.isdir(os.path.join(env.pages, "week")):
        return
    with tempfile.TemporaryDirectory() as folder:
        pages, least = peak(env, 2, folder)
        more_pages, most = peak(env, 8, folder)
    each = (most - least) / (more_pages - pages)
    assert each < MOST, f"{each:.1f} KB a page"
