import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';

const Retrier = z.object({
  ErrorEquals: z.array(z.string()),
  MaxAttempts: z.number(),
  JitterStrategy: z.string().optional(),
  MaxDelaySeconds: z.number().optional(),
});

export const State = z.looseObject({
  Type: z.string(),
  Resource: z.string().optional(),
  TimeoutSeconds: z.number().optional(),
  Retry: z.array(Retrier).optional(),
  Catch: z.array(z.object({ ErrorEquals: z.array(z.string()), Next: z.string() })).optional(),
});

const Workflow = z.looseObject({ StartAt: z.string(), States: z.record(z.string(), State) });

const Validator = z.custom<(workflow: unknown) => unknown>((value) => typeof value === 'function');

const AslVerdict = z.object({ isValid: z.boolean(), errors: z.array(z.unknown()) });

/** The workflow as it stands in the file: JSON already, placeholders and all. */
export function readWorkflow(file: string): { text: string; workflow: z.infer<typeof Workflow> } {
  const text = readFileSync(new URL(`../../state-machines/${file}`, import.meta.url), 'utf8');
  return { text, workflow: Workflow.parse(JSON.parse(text)) };
}

/** asl-validator's verdict once every placeholder is a function's ARN. */
export function validateAsl(text: string): z.infer<typeof AslVerdict> {
  const validator = Validator.parse(createRequire(import.meta.url)('asl-validator'));
  const bound = text.replace(/\$\{(\w+)\}/g, 'arn:aws:lambda:us-east-1:000000000000:function:$1');
  return AslVerdict.parse(validator(JSON.parse(bound)));
}

/** Task states that run one of our functions, by state name. */
export function lambdaTasks(workflow: z.infer<typeof Workflow>): [string, z.infer<typeof State>][] {
  return Object.entries(workflow.States).filter(([, { Resource = '' }]) => Resource.endsWith('FunctionArn}'));
}
