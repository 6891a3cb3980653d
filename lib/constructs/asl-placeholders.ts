/**
 * The values of a workflow's `${…}` placeholders, checked in both directions.
 *
 * @throws Error when the workflow has a placeholder without a value, or a value that it does not use
 */
export function bindPlaceholders(
  file: string,
  definition: string,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const used = new Set([...definition.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name));
  const unbound = [...used].filter((name) => !(name in values));
  const unused = Object.keys(values).filter((name) => !used.has(name));
  if (unbound.length > 0) throw new Error(`${file} names ${unbound.join(', ')}, but the stack binds no such value`);
  if (unused.length > 0) throw new Error(`the stack binds ${unused.join(', ')}, but ${file} does not name it`);
  return { ...values };
}
