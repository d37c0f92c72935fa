import type { Verdict } from "../amplification/in-words.js";

/** What `alt2img-amplification` says. Numbers come as the language writes them. */
export type AmplificationMessages = {
  readonly explanation: string;
  readonly set: string;
  /** What the tiny Stable Diffusion and its twin are called, and what their figures are. */
  readonly twins: { readonly of: string; readonly straight: string; readonly skewed: string; readonly note: string };
  readonly chart: (of: string) => string;
  readonly data: string;
  readonly pictures: string;
  readonly parity: (share: string) => string;
  /** The mean shares over all groups, as percentages. */
  readonly means: (of: string, data: string, pictures: string, groups: number, written: string) => string;
  /** In how many groups, as numbers and as the language writes them. */
  readonly verdicts: (counts: Readonly<Record<Verdict, number>>, written: Readonly<Record<Verdict, string>>) => string;
  readonly intervals: string;
  readonly table: string;
  readonly columns: {
    readonly group: string;
    readonly data: string;
    readonly pictures: string;
    readonly difference: string;
    readonly ratio: string;
  };
  readonly share: (share: string, low: string, high: string) => string;
  readonly ofPictures: (share: string, n: string) => string;
  readonly difference: (points: string, low: string, high: string, verdict: Verdict) => string;
};

const verdicts = { more: "▲ more", less: "▼ less", same: "can’t be told apart" } as const;
const groups = (count: number, written: string): string => (count === 1 ? "1 group" : `${written} groups`);

export const amplificationEn: AmplificationMessages = {
  explanation:
    "Does a model exaggerate what it learned from? Each row compares a share in the data that the model learned from with the same share in the pictures that it draws.",
  set: "Figures",
  twins: {
    of: "women, among women and men",
    straight: "tiny Stable Diffusion",
    skewed: "skewed twin",
    note: "From the model card of the skewed twin: 20 pictures of each occupation by its bare name, read by two programs that share neither networks nor drawings. Only pictures on which both agree are counted; an occupation with fewer than 16 of them is left out. The intervals leave out errors that both make. The drawings are emoji; the figures describe nobody.",
  },
  chart: (of) => `The share of: ${of}`,
  data: "in the data",
  pictures: "in the pictures",
  parity: (share) => `even: ${share}`,
  means: (of, data, pictures, count, written) =>
    `${of}: ${data} in the data and ${pictures} in the pictures, on average over ${groups(count, written)}.`,
  verdicts: ({ more, less, same }, written) =>
    [
      ...(more > 0 ? [`The pictures show more than the data in ${groups(more, written.more)}.`] : []),
      ...(less > 0 ? [`They show less in ${groups(less, written.less)}.`] : []),
      ...(same > 0 ? [`In ${groups(same, written.same)}, the difference can’t be told from chance.`] : []),
    ].join(" "),
  intervals:
    "The lines, and the numbers in brackets: where the share would lie for very many pictures, with 95 per cent certainty.",
  table: "As a table",
  columns: {
    group: "Group",
    data: "In the data",
    pictures: "In the pictures",
    difference: "Pictures − data",
    ratio: "Pictures ÷ data",
  },
  share: (share, low, high) => `${share} (${low} to ${high})`,
  ofPictures: (share, n) => `${share} of ${n}`,
  difference: (points, low, high, verdict) => `${points} points (${low} to ${high}): ${verdicts[verdict]}`,
};
