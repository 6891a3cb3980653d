import { createRequire } from 'node:module';
import type { InferenceSession } from 'onnxruntime-node';

type OnnxRuntime = typeof import('onnxruntime-node');

let loaded: OnnxRuntime | undefined;

/** The native runtime, loaded on first use: `require` sees a Lambda layer, `import` does not. */
export function onnxRuntime(): OnnxRuntime {
  loaded ??= createRequire(import.meta.url)('onnxruntime-node') as OnnxRuntime;
  return loaded;
}

export interface SessionLimits {
  /** Threads of one operator; default 1, because a Lambda has about one core and answers one request at a time. */
  readonly threads?: number;
}

/** A session over a model's bytes; there is no way to hand it a path, which could pull in other files. */
export function createSession(bytes: Uint8Array, { threads = 1 }: SessionLimits = {}): Promise<InferenceSession> {
  return onnxRuntime().InferenceSession.create(bytes, {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
}
