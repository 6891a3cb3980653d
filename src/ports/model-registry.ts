import type { ObjectRef } from '../contracts/object-ref.ts';
import type { Metrics } from '../contracts/run.ts';

export type Stage = 'None' | 'Staging' | 'Production' | 'Archived';

export interface ModelVersion {
  readonly team: string;
  readonly project: string;
  /** 1, 2, 3 … without gaps. */
  readonly version: number;
  readonly stage: Stage;
  readonly manifest: ObjectRef;
  readonly onnx: ObjectRef;
  readonly metrics: Metrics;
  readonly runId: string;
  readonly createdAt: string;
}

export interface NewModelVersion extends Omit<ModelVersion, 'version' | 'stage'> {}

/** Model versions and their stages; at most one Production per project, under any interleaving. */
export interface ModelRegistry {
  /** Registers the run's model once: a second call with the same `runId` returns the first one's version. */
  register(model: NewModelVersion): Promise<ModelVersion>;
  /**
   * Makes `version` Production and archives its predecessor in one transaction; repeating it changes nothing.
   * @throws NotFoundError, ConflictError when an Archived version is promoted
   */
  promoteToProduction(team: string, project: string, version: number): Promise<void>;
  /** Consistent read of the pointer; undefined before the first promotion. */
  production(team: string, project: string): Promise<ModelVersion | undefined>;
  /** @throws NotFoundError */
  get(team: string, project: string, version: number): Promise<ModelVersion>;
  /** Newest first. */
  list(team: string, project: string): Promise<readonly ModelVersion[]>;
}
