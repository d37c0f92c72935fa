// What every TextDecoder refuses though the Encoding Standard has it, and one that Node's lacks.
const OTHER_LABELS: Readonly<Record<string, readonly string[]>> = {
  replacement: ["replacement", "csiso2022kr", "hz-gb-2312", "iso-2022-cn", "iso-2022-cn-ext", "iso-2022-kr"],
  "x-user-defined": ["x-user-defined"],
  "iso-8859-16": ["iso-8859-16"],
};

/**
 * The encoding that a label such as `latin1` means, by the name that `TextDecoder` gives it (`windows-1252`);
 * `undefined` when it means none.
 * @see https://encoding.spec.whatwg.org/#names-and-labels
 */
export function encodingOfLabel(label: string): string | undefined {
  const trimmed = label.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, "").toLowerCase();
  for (const [encoding, labels] of Object.entries(OTHER_LABELS)) {
    if (labels.includes(trimmed)) return encoding;
  }
  try {
    return new TextDecoder(trimmed).encoding;
  } catch {
    return undefined;
  }
}
