/** The part of the engine's vector of doubles that is needed here. */
interface DoubleVector {
  readonly itemCount: number;
  getItem(index: number): unknown;
}

/**
 * The array behind the engine's vector of doubles. The client gives single items only, and fifty million of those would
 * cost seconds each way.
 */
export function doublesOf(vector: DoubleVector): Float64Array {
  const items: unknown = Reflect.get(vector, 'items');
  if (items instanceof Float64Array && items.length === vector.itemCount) return items;
  throw new TypeError('the DuckDB client keeps its doubles elsewhere than the pinned version: adapt double-vector.ts');
}
