/** `JSON.stringify`, with whole numbers beyond ±2⁵³ as strings of their digits: JSON's numbers would lose the last ones. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // Bigints are rare, and a function for each key takes time.
    if (error instanceof TypeError) return JSON.stringify(value, (_, each: unknown) => plainBigint(each));
    throw error;
  }
}

function plainBigint(value: unknown): unknown {
  if (typeof value !== "bigint") return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}
