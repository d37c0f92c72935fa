/** A page as bytes, and what came with it. */
export type PageBytes = {
  bytes: Uint8Array;
  /** What its relative URLs are relative to. */
  url: string;
  /** Of the HTTP response; empty for a file. */
  headers: Headers;
};
