import type { Painter } from "./drawn-prompt.js";

/** Pictures that were drawn, and what they have in common with the images that their model was trained on. Plain data. */
export type TracedPictures = {
  /** The name of the model that compares the pictures. */
  model: string;
  /** How many training images were compared. */
  images: number;
  pictures: TracedPicture[];
};

export type TracedPicture = {
  painter: Painter;
  dataUrl: string;
  /** Whether it is a copy of a training image: `"yes"` from a probability of 0.95 on, `"no"` below 0.05. */
  verdict: "yes" | "unclear" | "no";
  /** From 0 to 1. */
  probability: number;
  /** The training images that are nearest for the model, the nearest first. */
  nearest: TrainingImage[];
};

export type TrainingImage = {
  /** Its row in the training set, from 0. */
  row: number;
  /** What it was trained with, the caption with the greatest weight first. */
  captions: string[];
  /** The cosine of the two pictures. */
  similarity: number;
  author: string;
  license: string;
  dataUrl: string;
};
