/** What `alt2img-warc` says. */
export type WarcMessages = {
  readonly choose: string;
  /** @param name of the file */
  readonly open: (name: string) => string;
  readonly sample: string;
  readonly reading: (records: string, share: string) => string;
  readonly stop: string;
  readonly stopped: string;
  readonly filter: string;
  readonly records: (count: number, written: string) => string;
  readonly match: (count: number, written: string) => string;
  readonly unlisted: (count: string) => string;
  readonly problems: (count: number, written: string) => string;
  readonly columns: {
    readonly type: string;
    readonly url: string;
    readonly date: string;
    readonly mime: string;
    readonly length: string;
    readonly offset: string;
  };
  readonly table: string;
  readonly noUrl: string;
  readonly cutOff: string;
  readonly stored: (length: string) => string;
  readonly headers: string;
  readonly http: string;
  readonly payload: string;
  readonly hex: string;
  readonly cut: (bytes: string) => string;
  readonly empty: string;
  readonly more: (count: string) => string;
};

export const warcEn: WarcMessages = {
  choose: "Open a WARC or WAT file",
  open: (name) => `Read ${name}`,
  sample: "the sample crawl (1.9 MB)",
  reading: (records, share) => `Reading … ${records} records ${share}`,
  stop: "Stop",
  stopped: "Stopped before the end.",
  filter: "Filter by type, address or content type",
  records: (count, written) => (count === 1 ? "1 record" : `${written} records`),
  match: (_, written) => `${written} match`,
  unlisted: (count) => `Only the first ${count} are listed.`,
  problems: (count, written) => (count === 1 ? "1 problem" : `${written} problems`),
  columns: { type: "Type", url: "Address", date: "Date", mime: "Content", length: "Bytes", offset: "Offset" },
  table: "Records",
  noUrl: "no address",
  cutOff: "cut off",
  stored: (length) => `${length} bytes in the file`,
  headers: "Headers of the record",
  http: "HTTP",
  payload: "What it holds",
  hex: "These bytes aren’t text.",
  cut: (bytes) => `The first ${bytes} bytes.`,
  empty: "nothing",
  more: (count) => `Show ${count} more`,
};
