/** What `alt2img-bias-grid` says. Numbers come as the language writes them. */
export type BiasGridMessages = {
  /** The prompt to start with; the tiny models know English names of emoji. */
  readonly example: string;
  readonly explanation: string;
  readonly explanationOne: string;
  readonly prompt: string;
  readonly labels: string;
  readonly labelsHelp: string;
  /** The labels that are left out follow. */
  readonly tooManyLabels: (most: string) => string;
  readonly count: string;
  readonly seed: string;
  readonly guidance: string;
  readonly draw: string;
  readonly stop: string;
  /** What Draw loads, for the tiny models and for others. */
  readonly loads: string;
  readonly loadsOther: string;
  /** By the source of a model. */
  readonly models: Readonly<Record<string, string>>;
  readonly drawing: (done: string, all: string) => string;
  readonly drawn: (count: string, prompt: string) => string;
  readonly stopped: (count: string) => string;
  readonly cut: (words: string) => string;
  readonly grid: string;
  readonly seedNumber: (seed: string) => string;
  readonly picture: (model: string, prompt: string, seed: string) => string;
  /** The label of the choice for a picture. */
  readonly look: (model: string, seed: string) => string;
  readonly notLabelled: string;
  readonly neither: string;
  readonly looksLike: (label: string, probability: string) => string;
  readonly counts: string;
  readonly labelled: (count: string, all: string) => string;
  readonly columns: { readonly label: string; readonly difference: string };
  /** @param share as a percentage, with its interval */
  readonly counted: (count: string, total: string, share: string) => string;
  /** The same for a program’s answers, with the share that is corrected for its error. */
  readonly answered: (count: string, total: string, share: string) => string;
  readonly share: (share: string, low: string, high: string) => string;
  /** In points of per cent. */
  readonly difference: (points: string, low: string, high: string, verdict: "more" | "less" | "same") => string;
  readonly intervals: string;
  readonly classifier: string;
  readonly limits: readonly string[];
  readonly ask: string;
  readonly asking: string;
  readonly needsLabels: string;
  readonly answers: string;
  /** Whether the shares are corrected by the viewer's labels, and by how many of them. */
  readonly corrected: (agreed: string, labelled: string) => string;
  readonly uncorrected: string;
};

const verdicts = { more: "more", less: "less", same: "can’t be told apart" } as const;

export const biasGridEn: BiasGridMessages = {
  example: "office worker",
  explanation:
    "Two models draw the same words from the same noise. They learned from the same drawings; only some of the captions differed. Compare what they draw.",
  explanationOne:
    "A model draws the same words again and again, each time from different noise. Compare what comes out.",
  prompt: "Prompt",
  labels: "What to count",
  labelsHelp:
    "Two things or more, separated by commas: what a picture looks like to you. There is nobody in these pictures who could be asked.",
  tooManyLabels: (most) => `At most ${most} can be counted. Left out:`,
  count: "Pictures for each model",
  seed: "First seed",
  guidance: "Guidance",
  draw: "Draw",
  stop: "Stop",
  loads: "The first drawing loads 50 MB.",
  loadsOther: "The first drawing loads the model, which may take a while.",
  models: { "": "tiny Stable Diffusion", "skewed-twin": "skewed twin" },
  drawing: (done, all) => `Drawing: ${done} of ${all} pictures so far …`,
  drawn: (count, prompt) => `Pictures of “${prompt}”: ${count}.`,
  stopped: (count) => `Stopped. Pictures so far: ${count}.`,
  cut: (words) => `The prompt is too long. The model doesn’t see: ${words}`,
  grid: "Pictures by seed",
  seedNumber: (seed) => `Seed ${seed}`,
  picture: (model, prompt, seed) => `“${prompt}” by ${model}, seed ${seed}`,
  look: (model, seed) => `What does this look like to you? ${model}, seed ${seed}`,
  notLabelled: "looks like …",
  neither: "none of these, or I can’t tell",
  looksLike: (label, probability) => `looks like “${label}” to the program: ${probability}`,
  counts: "As you see it",
  labelled: (count, all) => `You have labelled ${count} of ${all} pictures.`,
  columns: { label: "Looks like", difference: "Difference" },
  counted: (count, total, share) => `${count} of ${total}: ${share}`,
  answered: (count, total, share) => `${count} of ${total} answers; corrected: ${share}`,
  share: (share, low, high) => `${share} (${low} to ${high})`,
  difference: (points, low, high, verdict) => `${points} points (${low} to ${high}): ${verdicts[verdict]}`,
  intervals:
    "In brackets: where the share would be for very many pictures, with 95 per cent certainty. Few pictures say little.",
  classifier: "Let a program say what they look like",
  limits: [
    "The program is the tiny CLIP. For each picture, it picks the one of your texts that fits best. It can’t say “none of these”: whatever doesn’t fit is put with one of them, too.",
    "It knows the emoji of a few vendors, and their names. What a picture looks like to it says nothing about who somebody is, and nobody is in these pictures.",
    "It makes mistakes, with some things more often than with others. Label pictures yourself: as soon as there is one of each, its answers are compared with yours, and the shares are corrected.",
  ],
  ask: "I have read this: ask the program",
  asking: "Looking at the pictures …",
  needsLabels: "The program needs two things or more to choose from.",
  answers: "As the program sees it",
  corrected: (agreed, labelled) =>
    `It agrees with you about ${agreed} of ${labelled} pictures. The shares are corrected for that, and the intervals allow for it.`,
  uncorrected:
    "Nobody knows yet how often it is wrong: these are the shares of its answers. Label at least one picture of each to find out.",
};
