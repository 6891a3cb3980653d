import { readFile } from 'node:fs/promises';
import { UsageError } from '../usage-error.ts';

/**
 * Reads the file of `--weights`: column → a number, 0 or more.
 *
 * @throws UsageError for anything else
 */
export async function readWeights(path: string): Promise<Readonly<Record<string, number>>> {
  const { z } = await import('zod');
  const text = await readFile(path, 'utf8');
  const result = z.record(z.string(), z.number().min(0)).safeParse(parseJson(text));
  if (result.success) return result.data;
  throw new UsageError(`--weights ${path}: write {"age": 2, "income": 1}, a number of 0 or more for each column`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
