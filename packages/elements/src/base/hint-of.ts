/**
 * What to do about an error, by its code: what is said of this very code, or else of all of its package.
 *
 * @param hints by codes, and by packages with a slash at the end: `dataset/`
 */
export function hintOf(code: string, hints: Readonly<Record<string, string>>): string | undefined {
  const all = `${code.split("/", 1)[0]}/`;
  const key = [code, all].find((each) => Object.hasOwn(hints, each));
  return key === undefined ? undefined : hints[key];
}
