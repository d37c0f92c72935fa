/** How well a text fits a picture, by its place among random pairs. */
export type Fit = "very well" | "well" | "a little" | "any" | "worse";

/** @param randomPercentile the percentage of pictures with another picture's text that score lower: 0 to 100 */
export function fitOf(randomPercentile: number): Fit {
  if (randomPercentile >= 99.5) return "very well";
  if (randomPercentile >= 95) return "well";
  if (randomPercentile >= 80) return "a little";
  return randomPercentile >= 20 ? "any" : "worse";
}
