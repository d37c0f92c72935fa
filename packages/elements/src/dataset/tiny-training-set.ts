/**
 * Stands for the drawings that the tiny models learned from, where the address of a dataset is expected. A folder of this name is
 * `./tiny-training-set`.
 */
export const TINY_TRAINING_SET = "tiny-training-set";
