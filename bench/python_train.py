"""LightGBM or XGBoost from Python: python_train.py ALGORITHM TRAIN TEST PARAMETERS; seconds and AUC as JSON on stdout.

The seconds are those from arrays in memory to a trained model; the library's own data set is made within them.
"""

import json
import sys
import time

import numpy
import pyarrow.parquet
from scipy.stats import rankdata


def read(path):
    table = pyarrow.parquet.read_table(path)
    labels = table.column("y").to_numpy()
    columns = [name for name in table.column_names if name != "y"]
    features = numpy.empty((table.num_rows, len(columns)), numpy.float32)
    for position, name in enumerate(columns):
        features[:, position] = table.column(name).to_numpy()
    return features, labels


def lightgbm_model(features, labels, parameters):
    import lightgbm

    start = time.perf_counter(), time.process_time()
    rounds = parameters.pop("num_iterations")
    booster = lightgbm.train(parameters, lightgbm.Dataset(features, labels), rounds)
    return start, booster.predict


def xgboost_model(features, labels, parameters):
    import xgboost

    start = time.perf_counter(), time.process_time()
    rounds = parameters.pop("num_boost_round")
    booster = xgboost.train(parameters, xgboost.DMatrix(features, labels), rounds)
    return start, lambda rows: booster.predict(xgboost.DMatrix(rows))


def auc(labels, scores):
    ranks = rankdata(scores)
    positive = labels == 1
    count = positive.sum()
    return (ranks[positive].sum() - count * (count + 1) / 2) / (count * (len(labels) - count))


algorithm, train_path, test_path, parameters = sys.argv[1:]
train = {"lightgbm": lightgbm_model, "xgboost": xgboost_model}[algorithm]
(wall, cpu), predict = train(*read(train_path), json.loads(parameters))
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
rows, answers = read(test_path)
result = {"seconds": wall, "cpuSeconds": cpu, "auc": float(auc(answers, predict(rows)))}
json.dump(result, sys.stdout)
