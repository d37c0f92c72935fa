/**
 * What an alt text is worth, by who wrote it and saw the picture.
 *
 * - `good`: it says what is to be seen
 * - `missing`: there is no `alt`
 * - `empty`: `alt=""` on a picture that says something
 * - `decorative`: `alt=""`, and rightly
 * - `file-name`: the name of the file
 * - `placeholder`: "image", "untitled": a word that stands for any picture
 * - `code`: what somebody typed to get the picture: `:grinning-face:`
 * - `stuffed`: words for search engines
 * - `other-language`: true, in another language than the page's
 * - `wrong`: another picture's
 * - `biased`: it names another occupation than the one that is shown, by the gender of who is shown
 */
export type AltQuality =
  | "good"
  | "missing"
  | "empty"
  | "decorative"
  | "file-name"
  | "placeholder"
  | "code"
  | "stuffed"
  | "other-language"
  | "wrong"
  | "biased";

/** An `img` of a page. */
export type ImageTruth = {
  url: string;
  /** The row of the training set that it shows. */
  row: number;
  /** Its name there. */
  name: string;
  /** The attribute as the page means it; `null` where there is none. */
  alt: string | null;
  quality: AltQuality;
};

/** What a page or its server says against its use. */
export type OptOutTruth = { signal: string; from: "header" | "meta" };

export type PageTruth = {
  url: string;
  kind: "shop" | "blog" | "encyclopaedia" | "news" | "portfolio" | "forum" | "agency";
  title: string;
  /** BCP 47, as the page declares it. */
  language: string;
  /** What it is encoded in. */
  charset: string;
  /** Left out where there is none. */
  optOut?: OptOutTruth[];
  /** In the order of the page. Of an image that a script loads, both its elements. */
  images: ImageTruth[];
};

/** A pair that a reader of `img` and `alt` has to find, in the order of the file. */
export type PairTruth = {
  imageUrl: string;
  text: string;
  pageUrl: string;
  width?: number;
  height?: number;
  /** As `ImageTextPair` has it. */
  optOut?: string[];
  /** A WAT cannot give it, because of this. */
  notInWat?: "the address is in an attribute that a WAT does not keep" | "the record is cut off";
};

/** A record that is broken on purpose. */
export type BrokenRecord = {
  url: string;
  recordId: string;
  /** What is wrong with it. */
  fault:
    | "truncated gzip member"
    | "damaged gzip member"
    | "Content-Length too small"
    | "Content-Length too great"
    | "wrong payload digest"
    | "bytes before the record"
    | "bad chunking"
    | "truncated gzip body"
    | "unknown content coding"
    | "end of file inside the record";
  /** What a reader still gets of its page. */
  page: "whole" | "all images" | "first images" | "lost";
};

/** How often an occupation is shown by whom, and what the alt text calls it. */
export type OccupationShares = {
  /** The occupation that is shown, as the training set calls it. */
  occupation: string;
  images: number;
  women: number;
  men: number;
  /** By gender, how many alt texts call it what. */
  called: Record<"woman" | "man", Record<string, number>>;
  /** How many are shown with which skin tone. */
  skinTones: Record<string, number>;
};

/** What is true of the tiny crawl, written by the program that wrote its pages, from what it knew. */
export type CrawlTruth = {
  seed: number;
  license: string;
  /** Every HTML page that was served with status 200, in the order of the file, lost ones too. */
  pages: PageTruth[];
  pairs: PairTruth[];
  broken: BrokenRecord[];
  /** Redirects, by where they start. */
  redirects: { url: string; status: number; location: string }[];
  /** Addresses that gave no page. */
  errors: { url: string; status: number }[];
  /** Hosts with what their `robots.txt` forbids. */
  robots: { host: string; disallows: { agent: string; path: string }[] }[];
  /** The biases that were written into the agency's pages. */
  occupations: OccupationShares[];
};
