"""Records what scikit-learn 1.9.1 makes of points from a small recurrence: python calibration.py > calibration.json"""

import json

import numpy as np
import sklearn
from sklearn.calibration import _SigmoidCalibration
from sklearn.isotonic import IsotonicRegression

def series(seed, count):
    state, values = seed, []
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        values.append(state / 2147483648)
    return np.array(values)

def isotonic(name, x, y, weights=None):
    fitted = IsotonicRegression(out_of_bounds="clip").fit(x, y, sample_weight=weights)
    at = np.linspace(-0.1, 1.1, 25)
    return {"name": name, "x": x.tolist(), "y": y.tolist(), "weights": None if weights is None else weights.tolist(),
            "knots": [fitted.X_thresholds_.tolist(), fitted.y_thresholds_.tolist()],
            "at": at.tolist(), "values": fitted.predict(at).tolist()}

x = series(1, 40)
hits = (series(2, 40) < x).astype(float)
logits = np.log(x / (1 - x))
platt = []
for name, scores, truth in [("informative", logits, hits), ("told apart", x - 0.5, (x > 0.5).astype(float)), ("unbalanced", logits, (series(4, 40) < x / 4).astype(float))]:
    fitted = _SigmoidCalibration().fit(scores, truth)
    platt.append({"name": name, "x": scores.tolist(), "isTrue": truth.tolist(), "slope": -fitted.a_, "intercept": -fitted.b_})
print(json.dumps({"version": sklearn.__version__, "isotonic": [
    isotonic("hits", x, hits),
    isotonic("weights", x, hits, np.round(series(3, 40) * 5) + 1),
    isotonic("ties", np.round(x, 1), hits),
    isotonic("falling", x, 1 - x),
    isotonic("rising", x, x * x),
], "platt": platt}))
