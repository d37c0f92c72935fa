/**
 * The quality of an alt text, as judged by its author, who saw the picture.
 *
 * - `good`: it says what the picture shows
 * - `missing`: there is no `alt`
 * - `empty`: `alt=""` on a picture that has a meaning
 * - `decorative`: `alt=""`, and rightly
 * - `file-name`: the file's name
 * - `placeholder`: "image", "untitled": a word that fits any picture
 * - `code`: what someone typed to get the picture: `:grinning-face:`
 * - `stuffed`: words for search engines
 * - `other-language`: correct, but not in the page's language
 * - `wrong`: the text of another picture
 * - `biased`: it names another occupation than the one shown, because of the gender of the person shown
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
  /** The attribute's value, decoded; `null` if the `img` has no `alt`. */
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
  /** Its charset. */
  charset: string;
  /** Left out if there is none. */
  optOut?: OptOutTruth[];
  /** In document order. An image that a script loads has both its elements here. */
  images: ImageTruth[];
};

/** A pair that a reader of `img` and `alt` must find, in the order of the file. */
export type PairTruth = {
  imageUrl: string;
  text: string;
  pageUrl: string;
  width?: number;
  height?: number;
  /** As in `ImageTextPair`. */
  optOut?: string[];
  /** Why a WAT can't have it. */
  notInWat?: "the address is in an attribute that a WAT does not keep" | "the record is cut off";
};

/** A record that is damaged on purpose. */
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
  /** What a reader can still get of its page. */
  page: "whole" | "all images" | "first images" | "lost";
};

/** How often pictures show an occupation by gender, and what the alt texts call it. */
export type OccupationShares = {
  /** The occupation shown, as the training set calls it. */
  occupation: string;
  images: number;
  women: number;
  men: number;
  /** By gender: each word in the alt texts, and how often it is used. */
  called: Record<"woman" | "man", Record<string, number>>;
  /** By skin tone: how many pictures show it. */
  skinTones: Record<string, number>;
};

/** The truth about the tiny crawl, written by the program that wrote its pages. */
export type CrawlTruth = {
  seed: number;
  license: string;
  /** Every HTML page that was served with status 200, in the order of the file, lost ones too. */
  pages: PageTruth[];
  pairs: PairTruth[];
  broken: BrokenRecord[];
  /** Redirects, by their source. */
  redirects: { url: string; status: number; location: string }[];
  /** URLs that gave no page. */
  errors: { url: string; status: number }[];
  /** Hosts with what their `robots.txt` forbids. */
  robots: { host: string; disallows: { agent: string; path: string }[] }[];
  /** The biases that were written into the agency's pages. */
  occupations: OccupationShares[];
};
