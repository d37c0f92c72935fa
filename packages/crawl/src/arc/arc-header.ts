/**
 * The header line of an ARC record.
 *
 * Version 1: `URL IP-address Archive-date Content-type Archive-length`; version 2 has five more fields between the
 * type and the length. URLs and types may contain spaces; the IP address and the date between them show where one ends
 * and the other begins. The type may be empty.
 * @see https://archive.org/web/researcher/ArcFileFormat.php
 */
export type ArcHeader = {
  url: string;
  /** `YYYYMMDDhhmmss`, UTC, or the beginning of it, at least to the day. */
  date: string;
  contentType: string;
  /** Length of the block in bytes. */
  length: number;
  /** Every field under the name that the format gives it. */
  fields: [name: string, value: string][];
};

const NAMES = ["URL", "IP-address", "Archive-date", "Content-type", "Archive-length"] as const;
const NAMES_2 = [
  "URL",
  "IP-address",
  "Archive-date",
  "Content-type",
  "Result-code",
  "Checksum",
  "Location",
  "Offset",
  "Filename",
  "Archive-length",
] as const;

const IP_ADDRESS = String.raw`(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f.]*:[\da-f:.]*|-|)`;
const START = String.raw`^([a-z][a-z0-9+.-]*:.*?) (${IP_ADDRESS}) (\d{8,17})(?: (.*))?`;
const LINE_1 = new RegExp(String.raw`${START} (\d{1,15})$`, "i");
const LINE_2 = new RegExp(String.raw`${START} (\d{3}|-) (\S+) (\S+) (\d+) (\S+) (\d{1,15})$`, "i");

/** A header after other text in its line: its URL begins with a scheme that crawlers fetch. */
const INSIDE = new RegExp(
  String.raw`(?:https?|ftp|dns|filedesc):[^\s<>"']* ${IP_ADDRESS} \d{8,17}(?: .*)? \d{1,15}$`,
  "i",
);

/** Where in a line the header of an ARC record begins, after a record that was cut off; -1 if nowhere. */
export function findArcHeader(line: string): number {
  return line.search(INSIDE);
}

/** Parses a line without its line end; `undefined` if it isn't the header of an ARC record. */
export function parseArcHeader(line: string): ArcHeader | undefined {
  const second = LINE_2.exec(line);
  const match = second ?? LINE_1.exec(line);
  if (match === null) return undefined;
  const names = second === null ? NAMES : NAMES_2;
  return {
    url: match[1]!,
    date: match[3]!,
    contentType: match[4] ?? "",
    length: Number(match.at(-1)),
    fields: names.map((name, i) => [name, match[i + 1] ?? ""]),
  };
}

/** An ARC date in the form of `WARC-Date`: `20140216050221` is `2014-02-16T05:02:21Z`. Missing parts count as 0. */
export function arcDateToIso(date: string): string {
  const [, year, month, day, hour = "00", minute = "00", second = "00"] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?/.exec(date) ?? [];
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}
