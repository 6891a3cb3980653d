"""LightGBM tuned by Optuna: python_tune.py TRAIN TEST SEED PRUNER; AUC on the test rows as JSON on stdout.

The objective is that of Optuna's LightGBM example: a fifth of the training rows judges each trial, and the best
hyperparameters are refitted on all training rows. PRUNER is "median" or "none".
"""

import json
import sys

import lightgbm
import numpy
import optuna
import pyarrow.parquet
from scipy.stats import rankdata

ROUNDS = 100
TRIALS = 20


def read(path):
    table = pyarrow.parquet.read_table(path)
    columns = [name for name in table.column_names if name != "y"]
    features = numpy.empty((table.num_rows, len(columns)), numpy.float32)
    for position, name in enumerate(columns):
        features[:, position] = table.column(name).to_numpy()
    return features, table.column("y").to_numpy()


def auc(labels, scores):
    ranks = rankdata(scores)
    positive = labels == 1
    count = positive.sum()
    return float((ranks[positive].sum() - count * (count + 1) / 2) / (count * (len(labels) - count)))


def suggest(trial):
    return {
        "num_leaves": trial.suggest_int("num_leaves", 8, 128, log=True),
        "learning_rate": trial.suggest_float("learning_rate", 0.02, 0.3, log=True),
        "min_data_in_leaf": trial.suggest_int("min_data_in_leaf", 5, 100, log=True),
        "feature_fraction": trial.suggest_float("feature_fraction", 0.5, 1),
        "lambda_l2": trial.suggest_float("lambda_l2", 1e-3, 30, log=True),
    }


def reporting(trial):
    def report(environment):
        trial.report(environment.evaluation_result_list[0][2], environment.iteration)
        if trial.should_prune():
            raise optuna.TrialPruned()

    return report


train_path, test_path, seed, pruner = sys.argv[1:]
features, labels = read(train_path)
order = numpy.random.default_rng(int(seed)).permutation(len(labels))
held, learnt = numpy.split(order, [len(labels) // 5])
fixed = {"objective": "binary", "metric": "auc", "num_threads": 2, "verbosity": -1, "seed": int(seed)}


def objective(trial):
    training = lightgbm.Dataset(features[learnt], labels[learnt])
    watched = lightgbm.Dataset(features[held], labels[held], reference=training)
    if pruner == "none":
        booster = lightgbm.train({**fixed, **suggest(trial)}, training, ROUNDS)
        return auc(labels[held], booster.predict(features[held]))
    parameters = {**fixed, **suggest(trial)}
    booster = lightgbm.train(parameters, training, ROUNDS, valid_sets=[watched], callbacks=[reporting(trial)])
    return booster.best_score["valid_0"]["auc"]


optuna.logging.set_verbosity(optuna.logging.WARNING)
study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=int(seed)))
study.optimize(objective, n_trials=TRIALS)
model = lightgbm.train({**fixed, **study.best_params}, lightgbm.Dataset(features, labels), ROUNDS)
rows, answers = read(test_path)
json.dump({"auc": auc(answers, model.predict(rows))}, sys.stdout)
