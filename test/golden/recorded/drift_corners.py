"""Records what Evidently's preset says of odd CSV files, for test/golden/drift-corners.test.ts.

    <python with Evidently> test/golden/recorded/drift_corners.py test/golden/recorded/drift-corners.json
    npx biome format --write test/golden/recorded/drift-corners.json

The interpreter is the one that `npm run -s bench -- drift` installs (bench/evidently-requirements.txt pins all versions).
Every case is two CSV files as text, read by pandas as it reads them, except that only an empty field is missing.
"""

import io
import json
import math
import platform
import random
import sys
import warnings
from pathlib import Path

import evidently
import numpy as np
import pandas as pd
import scipy
from evidently import Report
from evidently.presets import DataDriftPreset

warnings.filterwarnings("ignore")
METHODS = {
    "K-S p_value": "ks", "chi-square p_value": "chisquare", "Z-test p_value": "z",
    "Wasserstein distance (normed)": "wasserstein", "Jensen-Shannon distance": "jensenshannon",
}


def csv(**columns):
    rows = zip(*columns.values(), strict=True)
    return "\n".join([",".join(columns), *(",".join(map(str, row)) for row in rows)]) + "\n"


def draws(seed, count, draw):
    generator = random.Random(seed)
    return [draw(generator) for _ in range(count)]


def some(*values):
    return lambda generator: generator.choice(values)


def near(centre, spread):
    return lambda generator: round(centre + generator.gauss(0, spread), 4)


# In ascending order their mean is another number.
FAR = [10**15 + value for value in draws(10, 1001, lambda generator: generator.randrange(50))]
FAR_NOW = [10**15 + value for value in draws(2, 100, lambda generator: generator.randrange(45))]
CASES = [
    ("numbers far from zero, whose mean is rounded", csv(x=FAR), csv(x=FAR_NOW), {}),
    ("booleans with gaps in the current data have no type",
     csv(a=draws(3, 60, near(0, 1)), flag=draws(4, 60, some(True, False))),
     csv(a=draws(5, 50, near(1, 1)), flag=draws(6, 50, some(True, False, ""))), {}),
    ("booleans with gaps in the reference",
     csv(a=draws(3, 60, near(0, 1)), flag=draws(6, 60, some(True, False, False, ""))),
     csv(a=draws(5, 50, near(0, 1)), flag=draws(4, 50, some(True, False))), {}),
    ("codes that are numbers on one side and texts on the other",
     csv(code=draws(7, 80, some(1, 2, 3)), a=draws(3, 80, near(0, 1))),
     csv(code=draws(8, 70, some(1, 2, 3, "x")), a=draws(5, 70, near(0, 1))), {}),
    ("codes that are texts on one side and numbers on the other",
     csv(code=draws(8, 70, some(1, 2, 3, "x")), a=draws(3, 70, near(0, 1))),
     csv(code=draws(7, 80, some(1, 2, 3)), a=draws(5, 80, near(0, 1))), {}),
    ("integers on one side, the same as floats with gaps on the other",
     csv(code=draws(9, 70, some(1, 2, 3, ""))), csv(code=draws(7, 80, some(1, 2, 3))), {}),
    ("booleans on one side, the same as integers on the other",
     csv(flag=draws(9, 70, some(1, 0))), csv(flag=draws(7, 80, some(True, False))), {}),
    ("columns that are called as what every object has",
     csv(constructor=draws(3, 60, near(0, 1)), toString=draws(4, 60, some("a", "b"))),
     csv(constructor=draws(5, 50, near(1, 1)), toString=draws(6, 50, some("a", "b", "b"))),
     {"per_column_threshold": {"toString": 0.2}}),
    ("leading zeros, signs and blanks around numbers",
     csv(x=draws(3, 60, some("007", "+8", " 9", "10 ", "-0", "11"))),
     csv(x=draws(5, 50, some("7", "8", "9", "10", "0", "11"))), {}),
    ("negative zeros, tiny and infinite exponents",
     csv(x=draws(3, 60, some("-0.0", "0.0", "1e-320", "1e-400", "1.5", "2", "3"))),
     csv(x=draws(5, 50, some("0", "0.0", "1e-320", "1.50", "2.0", "3e0", ".5", "5."))), {}),
    ("infinities stay where drifted columns are counted, unless their side misses values",
     csv(x=draws(3, 30, lambda g: g.choice([round(g.gauss(0, 1), 3), "inf"])), y=draws(3, 30, some("inf", "", 1, 2, 3, 4, 5))),
     csv(x=draws(5, 40, near(0, 1)), y=draws(5, 40, some("inf", "", 1, 2, 3, 4, 5))), {}),
    ("infinities of either sign, of few values", csv(x=draws(3, 60, some("inf", "-inf", 1, 2.5))),
     csv(x=draws(5, 50, some("inf", "-inf", "-inf", 1, 2.5, 2.5))), {}),
    ("one infinity is infinitely far", csv(x=draws(3, 1001, near(0, 1)), y=draws(4, 1001, near(0, 1))),
     csv(x=[*draws(6, 59, near(0, 1)), "inf"], y=[*draws(7, 58, near(0, 1)), "inf", "inf"]), {}),
    ("an infinite reference is no measure", csv(x=[*draws(3, 1001, near(0, 1)), "-inf"]), csv(x=draws(6, 50, near(9, 1))), {}),
    ("infinities and means", csv(x=[*draws(3, 60, near(0, 1)), "inf"], y=[*draws(4, 60, near(0, 1)), "inf"]),
     csv(x=draws(5, 50, near(2, 1)) + ["-inf"], y=draws(6, 50, near(2, 1)) + ["inf"]), {"method": "ed"}),
    ("an infinite mean", csv(x=[*draws(3, 60, near(0, 1)), "inf"]), csv(x=draws(5, 50, near(2, 1))), {"method": "t_test"}),
    ("categories that look like missing ones",
     csv(x=draws(3, 60, some("nan", "None", "NULL", "N/A", "?")), a=draws(3, 60, near(0, 1))),
     csv(x=draws(5, 50, some("nan", "None", "NULL", "N/A", "-")), a=draws(5, 50, near(0, 1))), {}),
]


def read(text):
    return pd.read_csv(io.StringIO(text), float_precision="round_trip", keep_default_na=False, na_values=[""])


def plain(value):
    """JSON has no NaN."""
    return float(value) if math.isfinite(value) else None


def evidently_says(reference, current, options):
    snapshot = Report([DataDriftPreset(**options)], include_tests=True).run(read(current), read(reference)).dict()
    said = {"byColumn": {}}
    for metric in snapshot["metrics"]:
        config, value = metric["config"], metric["value"]
        if "column" not in config:
            said |= {"driftedColumns": int(value["count"]), "driftShare": float(value["share"])}
            continue
        method = METHODS.get(config["method"], config["method"])
        said["byColumn"][config["column"]] = {"method": method, "threshold": config["threshold"], "score": plain(value)}
    for test in snapshot["tests"]:
        params = test["metric_config"]["params"]
        if "column" in params:
            said["byColumn"][params["column"]]["drifted"] = test["status"].value == "FAIL"
        else:
            said["datasetDrift"] = test["status"].value == "FAIL"
    return said


def main(target):
    versions = {"python": platform.python_version()}
    versions |= {module.__name__: module.__version__ for module in (evidently, scipy, np, pd)}
    cases = [
        {"name": name, "reference": reference, "current": current,
         "method": options.get("method"), "thresholds": options.get("per_column_threshold", {}),
         "evidently": evidently_says(reference, current, options)}
        for name, reference, current, options in CASES
    ]
    lines = ",\n".join(json.dumps(case) for case in cases)
    Path(target).write_text(f'{{\n"versions": {json.dumps(versions)},\n"cases": [\n{lines}\n]\n}}\n')


main(sys.argv[1])
