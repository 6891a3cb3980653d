"""Polars: polars_merge.py OUTPUT CSV…; columns united by name, types widened, Parquet with zstd, as a stream."""

import sys

import polars

output, *files = sys.argv[1:]
scans = [polars.scan_csv(file) for file in files]
polars.concat(scans, how="diagonal_relaxed").sink_parquet(output, compression="zstd")
