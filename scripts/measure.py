# SPDX-License-Identifier: MIT
"""How the bench scripts measure one whole process with its children."""
import os
import re
import subprocess
import sys
import time
from typing import NamedTuple


class Run(NamedTuple):
    seconds: float
    processor: float  # seconds, of all processors
    peak: int  # bytes of memory
    output: str  # what it printed


def run(command, errors=subprocess.STDOUT, environment=None):
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, env=environment)
    output = process.stdout.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    if status:
        sys.exit(f"{os.path.basename(sys.argv[0])}: {' '.join(command[:3])} … failed\n{output}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, output)


def instructions(command, out="/dev/null", preload=""):
    """Counted by valgrind, which writes to `out` in which function they were. A library to preload may be named."""
    done = run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", *command],
               environment={**os.environ, "LD_PRELOAD": preload})
    return int(re.search(r"Collected : (\d+)", done.output)[1])


def pages_of(pdf):
    return int(re.search(r"Pages: +(\d+)", run(["pdfinfo", pdf]).output)[1])
