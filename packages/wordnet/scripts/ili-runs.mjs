/**
 * The ILI of each synset of an edition, from runs as `make-ili-runs.py` writes them.
 *
 * @param {string} runs lines "n i": from the n-th synset on, the ILI are i, i + 1 ...; "n 0": they have none
 * @param {Readonly<Record<string, Uint8Array>>} files of the dict folder
 * @returns {Map<string, number>}
 */
export function iliOfRuns(runs, files) {
  const starts = new Map(
    runs
      .trim()
      .split("\n")
      .map((line) => /** @type {[number, number]} */ (line.split(" ").map(Number))),
  );
  /** @type {Map<string, number>} */
  const map = new Map();
  let n = 0;
  let ili = 0;
  for (const part of ["adj", "adv", "verb", "noun"]) {
    for (const [, offset, letter] of new TextDecoder()
      .decode(files[`data.${part}`])
      .matchAll(/^(\d{8}) \d\d ([nvasr]) /gm)) {
      ili = starts.get(n) ?? (ili === 0 ? 0 : ili + 1);
      n++;
      if (ili !== 0) map.set(`${offset}-${letter}`, ili);
    }
  }
  return map;
}
