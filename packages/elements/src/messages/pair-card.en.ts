/** What is said about a pair of a dataset. */
export type PairCardMessages = {
  readonly number: (written: string) => string;
  readonly noPicture: string;
  readonly picture: (text: string) => string;
  readonly page: string;
  readonly address: (domain: string) => string;
  readonly noLanguage: string;
  /** By the columns of LAION. */
  readonly scores: Readonly<Record<string, string>>;
};

export const pairCardEn: PairCardMessages = {
  number: (written) => `no. ${written}`,
  noPicture: "no picture",
  picture: (text) => `The picture with the text “${text}”`,
  page: "Page",
  address: (domain) => (domain === "" ? "Picture’s address" : `Picture’s address at ${domain}`),
  noLanguage: "language not certain",
  scores: {
    similarity: "similarity",
    aesthetic: "aesthetic score",
    pwatermark: "watermark",
    punsafe: "unsafe",
  },
};
