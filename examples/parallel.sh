#!/bin/bash
# SPDX-License-Identifier: MIT
# The jobs of a file over several machines by GNU parallel, which starts each of them through ssh. README.md says what
# the machines must share. What is done is not done again: run it again after a failure.
#
#   HOSTS=hosts parallel.sh JOBS.xml [OPTION of briefgen batch...]
#
# HOSTS     file of machines, a line each as for parallel's --sshloginfile ("4/printer2": four jobs at a time; ":" is
#           this machine); this machine alone, if it is not set
# DONE      folder for records and messages of the jobs; done/ beside JOBS.xml, if it is not set
# BRIEFGEN  the program, by the path that it has on every machine; briefgen, if it is not set
set -euo pipefail

jobs=$(realpath "${1:?JOBS.xml is missing}")
shift
briefgen=${BRIEFGEN:-briefgen}
done=$(realpath -m "${DONE:-$(dirname "$jobs")/done}")
mkdir -p "$done"

# A list that cannot be read must end the run, and not be one of no jobs.
names=$("$briefgen" batch "$jobs" --list "$@")
hosts=(${HOSTS:+--sshloginfile "$HOSTS"})
parallel --quote --keep-order --joblog "$done/joblog" "${hosts[@]}" \
    "$briefgen" batch "$jobs" --only {} --resume "$done/{#}" --jobs 1 "$@" <<<"$names"
