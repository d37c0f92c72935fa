/**
 * Words for people that the page counts at first, and that one can change there. Some of them, such as “light”, also name other
 * things.
 *
 * @see Hong et al. 2024, “Who's in and who's out?”, which counts such words in the CLIP filter of DataComp: https://arxiv.org/abs/2405.08209
 */
export const identityTerms: readonly string[] = [
  ...["woman", "women", "female", "girl", "mother", "man", "men", "male", "boy", "father"],
  ...["person", "people", "child", "baby", "old", "dark", "light"],
  ...["doctor", "nurse", "scientist", "pilot", "teacher", "manager", "secretary", "worker"],
  ...["gay", "lesbian", "transgender", "muslim", "christian", "jewish", "hindu", "buddhist"],
];
