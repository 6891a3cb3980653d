"""Runs a command: measure_process.py OUTPUT COMMAND…; its stdout goes to OUTPUT, what it took to stdout as JSON."""

import json
import resource
import subprocess
import sys
import time

start = time.perf_counter()
with open(sys.argv[1], "wb") as output:
    subprocess.run(sys.argv[2:], stdout=output, check=True)
seconds = time.perf_counter() - start
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu_seconds = usage.ru_utime + usage.ru_stime
json.dump({"seconds": seconds, "cpuSeconds": cpu_seconds, "megabytes": usage.ru_maxrss / 1024}, sys.stdout)
