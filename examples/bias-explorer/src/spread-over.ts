/** Of things with masses, so many as stand for all of it: one for each equal part of the mass, those of a large one more than once. */
export function spreadOver(masses: readonly number[], count: number): number[] {
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  const chosen: number[] = [];
  let before = 0;
  for (const [i, mass] of masses.entries()) {
    before += mass;
    while (chosen.length < count && ((chosen.length + 0.5) / count) * total < before) chosen.push(i);
  }
  return chosen;
}
