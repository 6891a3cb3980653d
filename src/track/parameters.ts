import type { ProjectFile } from '../contracts/project-file.ts';

type Parameter = string | number | boolean;

/** The sections that shape a model; the others say what to do with it. */
const SECTIONS = ['columns', 'merge', 'features', 'training'] as const;

/** Every setting that shapes the model, by its dotted key: `training.hyperparameters.num_leaves` → 31; lists as JSON. */
export function parametersOf(project: ProjectFile): Record<string, Parameter> {
  return Object.fromEntries(SECTIONS.flatMap((section) => flatten(section, project[section])));
}

function flatten(key: string, value: unknown): [string, Parameter][] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return [[key, value]];
  if (Array.isArray(value)) return [[key, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([name, inner]) => flatten(`${key}.${name}`, inner));
}
