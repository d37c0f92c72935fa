/** One thing that a page or its server says against the use of the page. Plain data. */
export type OptOutSignal = {
  /**
   * What the page asks for: `noai`, `noimageai`, `noindex` or `noimageindex` as in an `X-Robots-Tag`; `tdm-reservation` where
   * text and data mining is reserved (TDMRep). A file may hold others.
   */
  signal: string;
  /** The robot that it is for, in lower case; `"*"` is for all of them. */
  agent: string;
  /** Where it is: in a `meta` element or a response header. Left out for pairs that were read from a file. */
  from?: "meta" | "header";
};
