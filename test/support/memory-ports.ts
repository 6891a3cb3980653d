import type { Dependencies } from '#lambdas/shared/step.ts';
import { DynamoModelRegistry } from '#src/aws/dynamo-model-registry.ts';
import { DynamoProjectStore } from '#src/aws/dynamo-project-store.ts';
import { DynamoRunTracker } from '#src/aws/dynamo-run-tracker.ts';
import type { ItemTable } from '#src/aws/item-table.ts';
import type { MetricSink, MetricValues } from '#src/ports/metric-sink.ts';
import { MemoryArtifactStore } from './memory-artifact-store.ts';
import { MemoryItemTable } from './memory-item-table.ts';

export { MemoryArtifactStore };

const atOnce = async (): Promise<void> => {};

/** The registry's own transactions, on a table in memory. */
export class MemoryModelRegistry extends DynamoModelRegistry {
  constructor(table: ItemTable = new MemoryItemTable()) {
    super(table, atOnce, () => new Date(0));
  }
}

export class MemoryRunTracker extends DynamoRunTracker {
  constructor(table: ItemTable = new MemoryItemTable()) {
    super(table, atOnce);
  }
}

export class MemoryProjectStore extends DynamoProjectStore {
  constructor(table: ItemTable = new MemoryItemTable()) {
    super(table, atOnce);
  }
}

/** Keeps what was emitted, in order. */
class MemoryMetricSink implements MetricSink {
  readonly emitted: { dimensions: Readonly<Record<string, string>>; metrics: MetricValues }[] = [];

  async emit(dimensions: Readonly<Record<string, string>>, metrics: MetricValues): Promise<void> {
    this.emitted.push({ dimensions, metrics });
  }
}

/** Everything a step may touch, in memory: whole pipelines run on it. */
export const memoryDependencies = () =>
  ({
    artifacts: new MemoryArtifactStore(),
    registry: new MemoryModelRegistry(),
    runs: new MemoryRunTracker(),
    projects: new MemoryProjectStore(),
    metrics: new MemoryMetricSink(),
    clock: () => 0,
    codeVersion: 'test',
  }) satisfies Dependencies;
