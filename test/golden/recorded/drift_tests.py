"""Records what Evidently and SciPy say of pairs of samples, for test/golden/drift-tests.test.ts.

    <python with Evidently> test/golden/recorded/drift_tests.py ../shared/data test/golden/recorded/drift-tests.json

The interpreter is the one that `npm run -s bench -- drift` installs (bench/evidently-requirements.txt pins all versions).
Samples are rows of a column of a file, or values that stand in the record. Evidently gets them as it would: infinities
and missing values dropped. `scipy` holds SciPy's own figure where Evidently's is wrong or missing:

- cramer_von_mises up to 20 rows a side: Evidently's copy of SciPy's code raises, or counts in half precision;
- g_test of sides with different sizes: Evidently does not scale the expectation, and SciPy refuses the sums;
- fisher_exact likewise; of three values, two a side, it counts the third as one of the others: undefined here;
- TVD of two values: the exact probability in place of 1,000 deals.
"""

import json
import math
import platform
import sys
import warnings
from pathlib import Path

import evidently
import numpy as np
import pandas as pd
import scipy
from evidently.legacy.calculations.stattests.registry import get_registered_stattest
from evidently.legacy.core import ColumnType
from scipy import stats

warnings.filterwarnings("ignore")
NUMERICAL = ["t_test", "mannw", "anderson", "cramer_von_mises", "es", "ed"]
CATEGORICAL = ["g_test", "fisher_exact", "TVD"]

SLICES = [
    ([0, 1], [1, 3]), ([0, 2], [2, 4]), ([0, 2], [60, 90]), ([0, 4], [4, 9]), ([0, 8], [30, 60]), ([5, 14], [60, 69]),
    ([0, 20], [100, 113]), ([0, 21], [100, 112]), ([0, 24], [90, 114]), ([0, 60], [60, 170]), ([89, 178], [0, 89]),
]
LARGE = [([0, 1000], [1000, 1700]), ([0, 9000], [9000, 16000]), ([0, 40], [5000, 16000])]
NUMBERS = [("wine/wine.csv", ["alcohol", "proline", "magnesium"], SLICES),
           ("penguins/penguins.csv", ["bill_length_mm", "body_mass_g"], SLICES[:9] + [([0, 150], [150, 344])]),
           ("california_housing/housing.csv.gz", ["median_income", "population"], SLICES[2:6] + LARGE),
           ("adult/adult_train.csv.gz", ["age", "capital_gain", "hours_per_week"], SLICES[1:7] + LARGE),
           ("elec2/elec2.csv.gz", ["nswprice", "vicprice", "transfer"], SLICES[3:8] + LARGE)]
CATEGORIES = [("wine/wine.csv", ["target"], SLICES),
              ("penguins/penguins.csv", ["species", "sex"], SLICES + [([0, 150], [150, 344])]),
              ("adult/adult_train.csv.gz", ["sex", "race", "occupation"], SLICES[1:] + LARGE[:2]),
              ("telco_churn/telco_churn.csv.gz", ["Churn", "Contract"], SLICES[4:] + [([0, 3500], [3500, 7000])])]
INF = float("inf")
SPELLED = [
    ([5, 5, 5], [5, 5, 5]), ([0.1] * 50, [0.1] * 60), ([0.1] * 50, [0.2] * 60), ([1], [2]), ([1], [1, 2]), ([3], [3]),
    ([1, 2], [3, 4]), ([1, 2, 3], [4]), ([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]), ([7] * 9 + [8], [7] * 12 + [8, 8]),
    ([1, 2, None, 4, INF, 6, 7], [2, -INF, 3, None, 5, 9, 11, 12]), (list(range(30)), [-v for v in range(40)]),
    ([0] * 40 + list(range(60)), [0] * 90 + list(range(30))), ([1e-9 * v for v in range(25)], [1e9 * v for v in range(26)]),
    (list(range(8)), [v + 0.5 for v in range(300)]), ([0, 1] * 40, [0, 1, 1] * 30),
]


def clean(values):
    return pd.Series(values).replace([np.inf, -np.inf], np.nan).dropna()


def plain(value):
    """JSON has no NaN."""
    value = float(value)
    return value if math.isfinite(value) else None


def evidently_says(name, column_type, reference, current):
    try:
        result = get_registered_stattest(name, column_type)(reference, current, column_type, None)
    except Exception as error:  # whatever it raises is part of the record
        return {"error": f"{type(error).__name__}: {error}"[:60]}
    return {"score": plain(result.drift_score), "drifted": bool(result.drifted), "threshold": result.actual_threshold}


def counts(reference, current):
    levels = sorted(set(reference) | set(current), key=str)
    return np.array([[int((side == level).sum()) for level in levels] for side in (reference, current)])


def scipy_of_categories(reference, current):
    table = counts(reference, current)
    expected = table[0] * table[1].sum() / table[0].sum()
    figures = {"g_test": plain(stats.power_divergence(table[1], expected, lambda_="log-likelihood").pvalue)}
    figures["fisher_exact"] = 1.0 if table.shape[1] == 1 else None
    if table.shape[1] == 2:
        figures["fisher_exact"] = plain(stats.fisher_exact(table).pvalue)
        rows = table.sum(axis=1)
        hits = np.arange(rows.sum() + 1)
        share = stats.hypergeom.pmf(hits, rows.sum(), table[:, 0].sum(), rows[1])
        gap = np.abs((table[:, 0].sum() - hits) * rows[1] - hits * rows[0])
        figures["TVD"] = plain(share[gap >= abs(table[0, 0] * rows[1] - table[1, 0] * rows[0])].sum())
    return figures


def of_numbers(reference, current):
    reference, current = clean(reference).astype(float), clean(current).astype(float)
    record = {"evidently": {name: evidently_says(name, ColumnType.Numerical, reference, current) for name in NUMERICAL}}
    if 2 <= min(len(reference), len(current)) and max(len(reference), len(current)) <= 20:
        pvalue = stats.cramervonmises_2samp(reference.to_numpy(), current.to_numpy()).pvalue
        record["scipy"] = {"cramer_von_mises": plain(pvalue)}
    return record


def of_categories(reference, current):
    reference, current = clean(reference), clean(current)
    # 1,000 deals of every row take Evidently minutes.
    names = CATEGORICAL if len(reference) + len(current) < 400 else CATEGORICAL[:2]
    evidently_record = {name: evidently_says(name, ColumnType.Categorical, reference, current) for name in names}
    return {"evidently": evidently_record, "scipy": scipy_of_categories(reference, current)}


def records(data, plan, record):
    for file, columns, slices in plan:
        frame = pd.read_csv(data / file, float_precision="round_trip")
        for column in columns:
            for reference, current in slices:
                sides = [frame[column].iloc[slice(*rows)] for rows in (reference, current)]
                if all(len(clean(side)) for side in sides):
                    source = {"file": file, "column": column, "reference": reference, "current": current}
                    yield {"source": source, **record(*sides)}


def spelled():
    for sides in SPELLED:
        reference, current = ([str(v) if v in (INF, -INF) else v for v in side] for side in sides)
        yield {"values": {"reference": reference, "current": current}, **of_numbers(*sides)}


def main(data, target):
    versions = {"python": platform.python_version()}
    versions |= {module.__name__: module.__version__ for module in (evidently, scipy, np, pd)}
    numbers = [*spelled(), *records(data, NUMBERS, of_numbers)]
    categories = list(records(data, CATEGORIES, of_categories))
    lines = [f'"versions": {json.dumps(versions)}']
    for name, rows in (("numbers", numbers), ("categories", categories)):
        lines.append(f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]")
    Path(target).write_text("{\n" + ",\n".join(lines) + "\n}\n")


main(Path(sys.argv[1]), sys.argv[2])
