import { z } from 'zod';
import { Sha256 } from '../names.ts';
import { ObjectRef } from '../object-ref.ts';
import { RunContext } from '../run.ts';

export const DetectNewVersionInput = z.object({
  run: RunContext,
  /** Digest of the version's sealing object; two uploads under one name differ in it. */
  fingerprint: Sha256,
  /** When the execution started; steps read no clock, so that they can run twice. */
  startedAt: z.iso.datetime({ offset: true }),
});

export const DetectNewVersionOutput = z.discriminatedUnion('status', [
  z.object({ status: z.literal('nothing_new'), reason: z.string() }),
  z.object({
    status: z.literal('new'),
    /** JSON list of ObjectRef: the version's files. */
    files: ObjectRef,
    /** The parsed project file as it was when the run began. */
    projectFile: ObjectRef,
    /** The production model's (else the newest model's) manifest; null for the first version. */
    baseline: ObjectRef.nullable(),
  }),
]);
