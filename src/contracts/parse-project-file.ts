import { closest } from 'fastest-levenshtein';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { InvalidProjectFileError } from '../errors.ts';
import { ProjectFile } from './project-file.ts';

/**
 * Reads a project file.
 * @param text - YAML
 * @param fileName - named in errors
 * @throws InvalidProjectFileError naming the key, what is wrong with it and, for an unknown key, the nearest right one
 */
export function parseProjectFile(text: string, fileName = 'project file'): ProjectFile {
  const result = ProjectFile.safeParse(parseYaml(text, fileName));
  if (result.success) return result.data;
  const problems = result.error.issues.map(describeIssue);
  throw new InvalidProjectFileError(`${fileName}: ${problems.join('; ')}`);
}

function parseYaml(text: string, fileName: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof YAMLParseError) {
      throw new InvalidProjectFileError(`${fileName}: not valid YAML: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => describeUnknownKey(key, issue.path)).join('; ');
  }
  const where = issue.path.join('.') || 'the file';
  return `${where}: ${issue.message}`;
}

function describeUnknownKey(key: string, path: readonly PropertyKey[]): string {
  const known = keysAt(ProjectFile, path);
  const full = [...path, key].join('.');
  return known.length === 0
    ? `unknown key "${full}"`
    : `unknown key "${full}": did you mean "${closest(key, known)}"? (known: ${known.join(', ')})`;
}

/** The keys the schema knows below `path`; wrappers such as defaults are looked through. */
function keysAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  const inner = unwrapped(schema);
  const [head, ...rest] = path;
  if (inner instanceof z.ZodObject) {
    if (head === undefined) return Object.keys(inner.shape);
    return keysAt(inner.shape[String(head)] ?? inner.def.catchall, rest);
  }
  if (inner instanceof z.ZodRecord && head !== undefined) return keysAt(inner.valueType, rest);
  return [];
}

function unwrapped(schema: unknown): unknown {
  return schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault || schema instanceof z.ZodOptional
    ? unwrapped(schema.unwrap())
    : schema;
}
