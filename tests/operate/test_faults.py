# SPDX-License-Identifier: MIT
"""A few of the faults that `scripts/faults` tries one after the other: no memory, no space, unreadable files, clocks that jump."""
import os
import subprocess
import sys


def test_a_fault_leaves_the_old_file_or_the_new_one(env):
    env.skip_if_watched()
    for every, kinds in ((3000, ["memory"]), (83, ["faces"]), (25, ["read"]), (3, ["write", "clock"])):
        done = subprocess.run([sys.executable, os.path.join(env.root, "scripts/faults"), "--program", env.program, "--every",
                               str(every), *kinds], stdout=subprocess.PIPE, text=True)
        assert done.returncode == 0 and "faults" in done.stdout, done.stdout
