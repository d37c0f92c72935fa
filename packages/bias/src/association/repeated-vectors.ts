/** A warning if targets have the same vector: a word that is given twice counts twice, and one of both targets says nothing. */
export function repeatedVectors(targets: readonly Float64Array[]): string[] {
  const seen = new Map<string, Float64Array[]>();
  let repeated = 0;
  for (const vector of targets) {
    const start = vector.subarray(0, 4).join();
    const alike = seen.get(start) ?? [];
    seen.set(start, alike);
    if (alike.some((other) => vector.every((value, i) => value === other[i]))) repeated++;
    else alike.push(vector);
  }
  if (repeated === 0) return [];
  const those = repeated === 1 ? "1 of the targets' vectors is" : `${repeated} of the targets' vectors are`;
  return [`${those} the same as another one: leave out what is there twice, since the test counts it as new evidence.`];
}
