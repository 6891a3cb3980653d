import { Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IMetricAdjuster, MetricWithAlarmSupport } from 'cdk-monitoring-constructs';

/**
 * Takes the label off the metric of an alarm, where nobody sees it: CDK writes a labelled metric as metric math, which
 * not every emulator evaluates.
 */
const plainMetric: IMetricAdjuster = {
  adjustMetric(metric: MetricWithAlarmSupport): MetricWithAlarmSupport {
    if (!(metric instanceof Metric)) return metric;
    const { namespace, metricName, dimensions, statistic, period } = metric;
    return new Metric({ namespace, metricName, statistic, period, ...(dimensions && { dimensionsMap: dimensions }) });
  },
};

const quietWhenIdle = { metricAdjuster: plainMetric, treatMissingDataOverride: TreatMissingData.NOT_BREACHING };

/** One moment of it is worth a message. */
export const atOnce = { ...quietWhenIdle, datapointsToAlarm: 1 };

/** Three moments in a row are. */
export const lasting = { ...quietWhenIdle, datapointsToAlarm: 3 };
