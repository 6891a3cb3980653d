import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ZodType } from 'zod';
import { SageMakerConstraints, SageMakerStatistics } from '#src/contracts/sagemaker.ts';
import { InvalidProjectFileError } from '#src/errors.ts';
import type { Table } from '#src/tabular/table.ts';
import { describeForSageMaker } from '#src/validate/sagemaker/describe-for-sagemaker.ts';

/** Writes `statistics.json` and `constraints.json` into the folder, which is made if need be. */
export async function writeSageMakerFiles(table: Table, folder: string): Promise<void> {
  const { statistics, constraints } = describeForSageMaker(table);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'statistics.json'), asJson(SageMakerStatistics.parse(statistics)));
  await writeFile(join(folder, 'constraints.json'), asJson(SageMakerConstraints.parse(constraints)));
}

/** @throws InvalidProjectFileError naming what is wrong with the file */
export const readSageMakerConstraints = (path: string): Promise<SageMakerConstraints> =>
  readAs(path, SageMakerConstraints);

/** @throws InvalidProjectFileError naming what is wrong with the file */
export const readSageMakerStatistics = (path: string): Promise<SageMakerStatistics> =>
  readAs(path, SageMakerStatistics);

async function readAs<T>(path: string, schema: ZodType<T>): Promise<T> {
  const result = schema.safeParse(parseJson(await readFile(path, 'utf8'), path));
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
  throw new InvalidProjectFileError(`${path}: ${problems.join('; ')}`);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidProjectFileError(`${path}: not valid JSON: ${String(cause)}`, { cause });
  }
}

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
