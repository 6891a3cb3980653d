"""Runs a command: measure_process.py OUTPUT COMMAND…; its stdout goes to OUTPUT, its seconds and peak memory to stdout."""

import json
import resource
import subprocess
import sys
import time

start = time.perf_counter()
with open(sys.argv[1], "wb") as output:
    subprocess.run(sys.argv[2:], stdout=output, check=True)
seconds = time.perf_counter() - start
kib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
json.dump({"seconds": seconds, "megabytes": kib / 1024}, sys.stdout)
