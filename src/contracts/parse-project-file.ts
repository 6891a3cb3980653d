import { closest } from 'fastest-levenshtein';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { InvalidProjectFileError } from '../errors.ts';
import { describeIssue } from './describe-issue.ts';
import { ProjectFile } from './project-file.ts';

/**
 * Reads a project file.
 * @param text - YAML
 * @param fileName - named in errors
 * @throws InvalidProjectFileError naming the key, what is wrong with it and, for an unknown key, the nearest right one
 */
export function parseProjectFile(text: string, fileName = 'project file'): ProjectFile {
  const result = ProjectFile.safeParse(parseYaml(text, fileName), { error: describeIssue });
  if (result.success) return result.data;
  const problems = result.error.issues.map(describeProblem);
  throw new InvalidProjectFileError(`${fileName}: ${problems.join('; ')}`);
}

function parseYaml(text: string, fileName: string): unknown {
  const content = parsed(text, fileName);
  if (content !== null) return content;
  throw new InvalidProjectFileError(`${fileName} is empty: it needs project, target and task`);
}

function parsed(text: string, fileName: string): unknown {
  try {
    return parse(text, { logLevel: 'error' }); // warnings would be written to stderr
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    const severalDocuments = cause instanceof YAMLParseError && cause.code === 'MULTIPLE_DOCS';
    const [reason = ''] = cause.message.split(':\n'); // without the lines around the place
    const what = severalDocuments
      ? 'holds several documents: give each project its own file'
      : `is not valid YAML: ${reason}`;
    throw new InvalidProjectFileError(`${fileName} ${what}`, { cause });
  }
}

function describeProblem(issue: z.core.$ZodIssue): string {
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
