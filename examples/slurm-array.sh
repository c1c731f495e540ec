#!/bin/bash
# SPDX-License-Identifier: MIT
# The jobs of a file as an array of Slurm, a task each. README.md says what the machines must share. What is done is not
# done again: submit it again after a failure.
#
#   slurm-array.sh JOBS.xml [OPTION of briefgen batch...]      submits itself; SBATCH_WAIT=1 waits for the end
#
# AT_ONCE   tasks at a time; 8, if it is not set
# DONE      folder for records and messages of the jobs; done/ beside JOBS.xml, if it is not set
# BRIEFGEN  the program, by the path that it has on every machine; briefgen, if it is not set
#SBATCH --job-name=briefgen
#SBATCH --cpus-per-task=1
#SBATCH --mem=2G
#SBATCH --time=30
set -euo pipefail

jobs=$(realpath "${1:?JOBS.xml is missing}")
shift
briefgen=${BRIEFGEN:-briefgen}
done=$(realpath -m "${DONE:-$(dirname "$jobs")/done}")
mkdir -p "$done"
names=$("$briefgen" batch "$jobs" --list "$@")

task=${SLURM_ARRAY_TASK_ID-}
if [ -z "$task" ]; then
    count=$(wc -l <<<"$names")
    exec sbatch --array="1-$count%${AT_ONCE:-8}" --output="$done/%a.log" "$0" "$jobs" "$@"
fi
exec "$briefgen" batch "$jobs" --only "$(sed -n "${task}p" <<<"$names")" --resume "$done/$task" \
    --jobs "${SLURM_CPUS_PER_TASK:-1}" --memory-limit 1900 "$@"
