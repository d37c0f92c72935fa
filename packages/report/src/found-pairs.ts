/** What a search of a dataset finds for a text. Plain data. */
export type FoundPairs = {
  query: string;
  /** The name of the dataset's folder, which is next to the report. */
  dataset: string;
  /** How many pairs the dataset has. */
  rows: number;
  /** The name of the model that compares pictures with the text. */
  model: string;
  /** Pairs whose texts have all words of the query. */
  byWords: FoundPair[];
  /** Pairs whose pictures are nearest to the query for the model, the nearest first. */
  byModel: FoundPair[];
};

export type FoundPair = {
  /** The row in the dataset, from 0. */
  row: number;
  text: string;
  imageUrl: string;
  /** The cosine of picture and query, if they were compared. */
  similarity?: number;
  /** The picture, if it is there. */
  dataUrl?: string;
};
