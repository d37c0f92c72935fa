/**
 * An order in which near vectors follow each other: the first one, then the nearest to it, then of those that are left the nearest to that one, until none is left.
 *
 * @param vectors of length 1, `[count, dimension]`
 * @returns their numbers
 */
export function chain(vectors: Float32Array, dimension: number): number[] {
  const left = Array.from({ length: vectors.length / dimension }, (_, i) => i);
  const order: number[] = [];
  for (let next = 0; left.length > 0; ) {
    const [current] = left.splice(next, 1);
    order.push(current!);
    let largest = Number.NEGATIVE_INFINITY;
    for (const [i, other] of left.entries()) {
      let product = 0;
      for (let j = 0; j < dimension; j++)
        product += vectors[current! * dimension + j]! * vectors[other * dimension + j]!;
      if (product <= largest) continue;
      largest = product;
      next = i;
    }
    if (largest === Number.NEGATIVE_INFINITY) next = 0;
  }
  return order;
}
