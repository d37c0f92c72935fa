/** Whether two parts of a manifest say the same: inputs, rules, settings. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
