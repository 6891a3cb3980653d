import type { Config } from './config.ts';
import type { Access } from './constructs/access.ts';
import type { LayerName } from './layers/layer-contents.ts';

/** What one function needs, declared beside its name; nothing in the stacks asks which function it is. */
export interface FunctionNeeds {
  readonly size: keyof Config['functions'];
  readonly layers: readonly LayerName[];
  readonly access: Access;
}
