/** A synset's place in ImageNet. */
export type ImagenetEntry = {
  wnid: string;
  /** Among the 1,000 classes, from 0; absent where it is none of them. */
  classIndex?: number;
  isIn21k: boolean;
  /** Where it is none of the 1,000 classes: the nearest of them. */
  nearest: { classIndex: number; wnid: string; lemmas: string[] }[];
  /** What Yang et al. 2020 say of a person category. */
  mark?: string;
};
