/** A page as bytes, with its address and headers. */
export type PageBytes = {
  bytes: Uint8Array;
  /** What its relative URLs are relative to. */
  url: string;
  /** The headers of the HTTP response; empty for a file. */
  headers: Headers;
};
