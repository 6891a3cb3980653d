"""CloudWatch's embedded metric format: metrics that travel as JSON lines of a log."""

import json

import ministack.services.cloudwatch as cloudwatch


def record_embedded_metrics(line):
    """Records the metrics of one line of a log; False when there are none in it."""
    try:
        document = json.loads(line[line.index("{") :])
        directives = document["_aws"]["CloudWatchMetrics"]
    except (ValueError, KeyError, TypeError):
        return False
    for directive in directives:
        for dimensions in directive.get("Dimensions") or [[]]:
            named = {name: str(document[name]) for name in dimensions if name in document}
            for metric in directive["Metrics"]:
                values = document.get(metric["Name"], [])
                for value in values if isinstance(values, list) else [values]:
                    cloudwatch.record_metric(directive["Namespace"], metric["Name"], value, metric.get("Unit", "None"), named)
    return True
