"""Records what Evidently 0.7.23 says of text columns made from ../shared/data: python text_drift.py SHARED > text-drift.json

Run by the interpreter of the benchmark's environment (bench/evidently-requirements.txt).
"""

import json
import sys
import warnings
from pathlib import Path

import numpy
import pandas
import sklearn
from evidently import DataDefinition, Dataset, Report
from evidently.legacy.calculations.stattests import (
    abs_text_content_drift_stat_test,
    perc_text_content_drift_stat_test,
)
from evidently.legacy.core import ColumnType
from evidently.legacy.utils.data_drift_utils import roc_auc_random_classifier_percentile
from evidently.presets import DataDriftPreset
from sklearn.model_selection import train_test_split

warnings.filterwarnings("ignore")
DATA = Path(sys.argv[1]) / "data"

ADULT = ["workclass", "education", "marital_status", "occupation", "relationship", "race", "native_country"]
TELCO = ["InternetService", "OnlineSecurity", "Contract", "PaymentMethod", "gender"]

# name, file, the columns whose cells make up a text, rows of the reference, rows of the current data; [from, to) from 0
CASES = [
    ("adult, neighbouring rows", "adult/adult_train.csv.gz", ADULT, [0, 900], [900, 1500]),
    ("adult, few rows", "adult/adult_train.csv.gz", ADULT, [0, 400], [5000, 5050]),
    ("adult, many rows", "adult/adult_train.csv.gz", ADULT, [0, 2000], [2000, 3500]),
    ("adult, 1,001 rows", "adult/adult_train.csv.gz", ADULT, [0, 1001], [4000, 4600]),
    ("adult, other columns", "adult/adult_train.csv.gz", [ADULT[3], ADULT[1]], [0, 300], [300, 700]),
    ("telco, neighbouring rows", "telco_churn/telco_churn.csv.gz", TELCO, [0, 1000], [1000, 2000]),
    ("telco, customer numbers", "telco_churn/telco_churn.csv.gz", ["customerID"], [0, 1000], [1000, 1400]),
]


def texts_of(table, columns, rows):
    chosen = table.iloc[rows[0] : rows[1]]
    return chosen[columns].fillna("").agg(" ".join, axis=1).reset_index(drop=True)


def score(test, reference, current):
    result = test(reference, current, ColumnType.Text, test.default_threshold)
    return {
        "score": result.drift_score,
        "drifted": bool(result.drifted),
        "threshold": result.actual_threshold,
        "displayName": test.display_name,
    }


def percentile(reference, current):
    sides = pandas.Series([0] * len(reference) + [1] * len(current))
    held_out = train_test_split(sides, test_size=0.5, random_state=42, shuffle=True)[1]
    return roc_auc_random_classifier_percentile(held_out, p_value=1 - 0.95)


def run():
    for name, file, columns, reference_rows, current_rows in CASES:
        table = pandas.read_csv(DATA / file, dtype=str, keep_default_na=False)
        reference, current = (texts_of(table, columns, rows) for rows in (reference_rows, current_rows))
        yield record(name, file, columns, reference_rows, current_rows, reference, current)
        shifted = current.str.replace("Private", "self employed", regex=False).str.replace("Fiber optic", "glass fibre")
        if not shifted.equals(current):
            yield record(f"{name}, words replaced", file, columns, reference_rows, current_rows, reference, shifted)


def record(name, file, columns, reference_rows, current_rows, reference, current):
    return {
        "name": name,
        "file": file,
        "columns": columns,
        "reference": reference_rows,
        "current": current_rows,
        "replaced": name.endswith("words replaced"),
        "perc_text_content_drift": score(perc_text_content_drift_stat_test, reference, current),
        "abs_text_content_drift": score(abs_text_content_drift_stat_test, reference, current),
        "percentile": percentile(reference, current),
        "report": report_of(reference, current),
    }


def report_of(reference, current):
    """The share of drifted columns beside a numeric column that stays and a numeric one that does not."""
    def dataset(texts, by):
        frame = pandas.DataFrame({"text": texts})
        frame["still"] = numpy.arange(len(frame)) % 7 / 2
        frame["moved"] = numpy.arange(len(frame)) % 11 / 2 + by
        definition = DataDefinition(text_columns=["text"], numerical_columns=["still", "moved"])
        return Dataset.from_pandas(frame, data_definition=definition)

    result = Report([DataDriftPreset()]).run(dataset(current, 9), dataset(reference, 0)).dict()
    share = result["metrics"][0]["value"]
    column = next(m for m in result["metrics"] if "column=text" in m.get("metric_name", m.get("metric_id", "")))
    return {"count": share["count"], "share": share["share"], "text": column["value"], "metric": column["metric_name"]}


print(
    json.dumps(
        {"versions": {"evidently": "0.7.23", "scikit-learn": sklearn.__version__}, "cases": list(run())}, indent=1
    )
)
