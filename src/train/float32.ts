const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/**
 * The largest float32 that is not above `value`. A float32 feature is ≤ a double threshold exactly when it is ≤ this;
 * rounding to the nearest float32 instead would send values on the boundary the other way.
 */
export function floorToFloat32(value: number): number {
  float[0] = value;
  if (float[0] <= value) return float[0];
  if (float[0] === 0)
    bits[0] = -0x7fffffff; // the negative number next to 0
  else bits[0]! += float[0] > 0 ? -1 : 1;
  return float[0];
}
