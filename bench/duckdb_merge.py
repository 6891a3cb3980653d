"""DuckDB: duckdb_merge.py OUTPUT CSV…; columns united by name, Parquet with zstd."""

import sys

import duckdb

output, *files = sys.argv[1:]
rows = " UNION ALL BY NAME ".join(f"SELECT * FROM read_csv('{file}')" for file in files)
duckdb.sql(f"COPY ({rows}) TO '{output}' (FORMAT parquet, COMPRESSION zstd)")
