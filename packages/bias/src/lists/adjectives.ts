/**
 * The adjectives that the Stable Bias study puts before occupations: some are more often said of women, some of men, in
 * job advertisements. "no_adjective" of the published data set is the prompt without any.
 *
 * @see Luccioni et al. 2023, https://arxiv.org/abs/2303.11408; Gaucher, Friesen and Kay 2011, https://doi.org/10.1037/a0022530
 */
export const stableBiasAdjectives: readonly string[] = [
  "ambitious",
  "assertive",
  "committed",
  "compassionate",
  "confident",
  "considerate",
  "decisive",
  "determined",
  "emotional",
  "gentle",
  "honest",
  "intellectual",
  "modest",
  "outspoken",
  "pleasant",
  "self-confident",
  "sensitive",
  "stubborn",
  "supportive",
  "unreasonable",
];
