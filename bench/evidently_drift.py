"""Evidently's drift preset on two Parquet files: evidently_drift.py REFERENCE CURRENT [METHOD]; JSON on stdout."""

import json
import sys

import pandas
from evidently import Report
from evidently.presets import DataDriftPreset

reference, current = (pandas.read_parquet(path) for path in sys.argv[1:3])
method = sys.argv[3] if len(sys.argv) > 3 else None
columns = list(current.select_dtypes("number")) if method == "ks" else None
preset = DataDriftPreset(columns=columns, method=method)
snapshot = Report([preset]).run(current_data=current, reference_data=reference)
values = {}
for metric in snapshot.dict()["metrics"]:
    config = metric["config"]
    if config["type"] == "evidently:metric_v2:ValueDrift":
        values[config["column"]] = {"score": metric["value"], "threshold": config["threshold"]}
json.dump(values, sys.stdout)
