import type { DriftMethod } from '#src/contracts/settings/drift.ts';
import { UsageError } from '../usage-error.ts';

export interface MethodRequests {
  readonly method?: DriftMethod;
  readonly methods: Readonly<Record<string, DriftMethod>>;
}

/**
 * Reads the values of a repeated `--method`: `psi` asks for it everywhere, `age=psi` for one column (whose own name may
 * contain `=`).
 *
 * @throws UsageError for an unknown method
 */
export async function parseMethods(values: readonly string[]): Promise<MethodRequests> {
  const { DriftMethod } = await import('#src/contracts/settings/drift.ts');
  const named = values.map((value) => {
    const at = value.lastIndexOf('=');
    const method = DriftMethod.safeParse(value.slice(at + 1));
    if (method.success) return { column: at < 0 ? undefined : value.slice(0, at), method: method.data };
    throw new UsageError(`--method ${value}: no such test; use one of ${DriftMethod.options.join(', ')}`);
  });
  const everywhere = named.findLast(({ column }) => column === undefined);
  const methods = Object.fromEntries(
    named.flatMap(({ column, method }) => (column === undefined ? [] : [[column, method]])),
  );
  return { methods, ...(everywhere && { method: everywhere.method }) };
}
