/** The rows of 8-bit integers at length 1. */
export function unitRowsOf(data: Int8Array, dimension: number): Float32Array<ArrayBuffer> {
  const unit = new Float32Array(data.length);
  for (let from = 0; from < data.length; from += dimension) {
    let sum = 0;
    for (let j = from; j < from + dimension; j++) sum += data[j]! ** 2;
    if (sum === 0) continue;
    const length = Math.sqrt(sum);
    for (let j = from; j < from + dimension; j++) unit[j] = data[j]! / length;
  }
  return unit;
}
