# SPDX-License-Identifier: MIT
"""How much memory a page takes: what a large issue needs is told by two small ones. And memory that is there though brk has none."""
import os
import re
import subprocess
import tempfile

MOST = 85  # KB for each further page, tagged
BLOCK = r"""
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
__attribute__((constructor)) static void block(void)
{
    uintptr_t top = ((uintptr_t)sbrk(0) + (strtoul(getenv("ROOM"), NULL, 10) << 20)) & ~(uintptr_t)4095;
    mmap((void *)top, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
}
"""


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
    env.skip_if_watched()
    env.skip_if(not os.path.isdir(os.path.join(env.pages, "week")), "no shared pages lie beside the checkout")
    with tempfile.TemporaryDirectory() as folder:
        pages, least = peak(env, 2, folder)
        more_pages, most = peak(env, 8, folder)
    each = (most - least) / (more_pages - pages)
    assert each < MOST, f"{each:.1f} KB a page"


def test_a_heap_that_cannot_grow_is_no_want_of_memory(env):
    """malloc leaves ENOMEM behind when brk finds a page in its way, though it has got memory elsewhere."""
    env.skip_if_watched()
    with tempfile.TemporaryDirectory() as folder:
        out, variables = os.path.join(folder, "out.pdf"), env.preloading(folder, BLOCK)
        for room in ("1", "2", "4"):
            done = env.run(os.path.join(env.root, "input"), "-q", "--jobs", "1", "-o", out, env={**variables, "ROOM": room})
            assert done.returncode == 0, (room, done.stderr)
