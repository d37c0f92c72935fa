import { Alt2imgError } from "@alt2img/core";
import { binarySearch, lowerBound } from "../binary-search.js";
import { readVarint } from "../compiled/varint.js";
import { imageNetData } from "./imagenet-data.js";

/**
 * A list of ImageNet's classes: the 1,000 of the challenge (ILSVRC 2012), the 21,841 of the whole (2011), or the 21,843
 * that Google counts. A class index is a position in the list, which is in the order of wnids.
 */
export type ImageNetList = "1k" | "21k" | "21843";

/**
 * The mark that Yang et al. 2020 give to a kind of person: `unsafe` (offensive, or sensitive: you can't see it in a
 * picture), `safe`, or none.
 *
 * @see https://arxiv.org/abs/1912.07726
 */
export type PersonMark = "safe" | "unsafe";

/** A synset of ImageNet: `n` and its offset in Princeton's WordNet 3.0. */
export type ImageNetSynset = {
  wnid: string;
  /** Interlingual index, its id in other lexicons. */
  ili: string;
  /** Its index in each list that contains it. */
  indices: Partial<Record<ImageNetList, number>>;
  personMark?: PersonMark;
};

const listFlags: Readonly<Record<ImageNetList, number>> = { "21k": 1, "21843": 2, "1k": 4 };
const lists = ["1k", "21k", "21843"] as const;
const markFlags: Readonly<Record<PersonMark, number>> = { safe: 8, unsafe: 16 };

/** All synsets in the order of their wnids, one row for each. */
type Table = {
  /** Offsets in WordNet 3.0, rising: the numbers of the wnids. */
  offsets: Uint32Array;
  ilis: Uint32Array;
  flags: Uint8Array;
};

let decoded: Table | undefined;
let wnidsOfLists: Record<ImageNetList, string[]> | undefined;
let rowsOfIlis: ReadonlyMap<number, number> | undefined;

/** All 21,844 synsets of the three lists, in the order of their wnids. */
export function imageNetSynsets(): ImageNetSynset[] {
  return Array.from(table().offsets, (_, row) => synsetOfRow(row));
}

/** ImageNet's synset with this wnid (`n02084071`), if it has one. */
export function imageNetSynset(wnid: string): ImageNetSynset | undefined {
  if (!/^n\d{8}$/.test(wnid)) return undefined;
  const { offsets } = table();
  const offset = Number(wnid.slice(1));
  const row = lowerBound(offsets, offset);
  return offsets[row] === offset ? synsetOfRow(row) : undefined;
}

/** The wnids of persons with this mark. */
export function markedWnids(mark: PersonMark): string[] {
  const { offsets, flags } = table();
  const found: string[] = [];
  flags.forEach((flag, row) => {
    if ((flag & markFlags[mark]) !== 0) found.push(wnidOfOffset(offsets[row]!));
  });
  return found;
}

/** The wnid of ImageNet's synset with this ILI, if there is one. */
export function wnidOfIli(ili: string | undefined): string | undefined {
  if (ili === undefined) return undefined;
  const { offsets, ilis } = table();
  // If two share an ILI, the first one counts.
  rowsOfIlis ??= new Map(Array.from(ilis, (number, row) => [number, row] as const).reverse());
  const row = rowsOfIlis.get(Number(ili.slice(1)));
  return row === undefined ? undefined : wnidOfOffset(offsets[row]!);
}

/**
 * The wnids of a list by class index.
 *
 * @throws Alt2imgError `wordnet/imagenet-list` for any other name
 */
export function imageNetWnids(list: ImageNetList): readonly string[] {
  wnidsOfLists ??= listWnids();
  const wnids = wnidsOfLists[list];
  if (wnids !== undefined) return wnids;
  throw new Alt2imgError("wordnet/imagenet-list", `ImageNet has no list “${list}”. Choose one of ${lists.join(", ")}.`);
}

/** The wnid of a class index, if the list is long enough. */
export function wnidOfClass(list: ImageNetList, index: number): string | undefined {
  return imageNetWnids(list)[index];
}

/** The class index of a wnid, if it is in the list. */
export function classOfWnid(list: ImageNetList, wnid: string): number | undefined {
  return imageNetSynset(wnid)?.indices[list];
}

function synsetOfRow(row: number): ImageNetSynset {
  const { offsets, ilis, flags } = table();
  const wnid = wnidOfOffset(offsets[row]!);
  const synset: ImageNetSynset = { wnid, ili: `i${ilis[row]}`, indices: {} };
  for (const list of lists) {
    // Lists are in the order of wnids, which all have the same length.
    if ((flags[row]! & listFlags[list]) !== 0) synset.indices[list] = indexIn(imageNetWnids(list), wnid);
  }
  if ((flags[row]! & markFlags.safe) !== 0) synset.personMark = "safe";
  if ((flags[row]! & markFlags.unsafe) !== 0) synset.personMark = "unsafe";
  return synset;
}

function indexIn(wnids: readonly string[], wnid: string): number {
  return binarySearch(wnids.length, (index) => wnids[index]! < wnid);
}

function listWnids(): Record<ImageNetList, string[]> {
  const { offsets, flags } = table();
  const wnids = Array.from(offsets, wnidOfOffset);
  const of = (list: ImageNetList): string[] => wnids.filter((_, row) => (flags[row]! & listFlags[list]) !== 0);
  return { "1k": of("1k"), "21k": of("21k"), "21843": of("21843") };
}

function wnidOfOffset(offset: number): string {
  return `n${String(offset).padStart(8, "0")}`;
}

function table(): Table {
  decoded ??= decode();
  return decoded;
}

function decode(): Table {
  const bytes = Uint8Array.from(atob(imageNetData), (char) => char.charCodeAt(0));
  const [offsets, ilis, flags]: [number[], number[], number[]] = [[], [], []];
  const reader = { bytes, at: 0 };
  for (let offset = 0, ili = 0; reader.at < bytes.length; ) {
    offset += readVarint(reader);
    // Differences can be negative: they are 32 bits wide.
    ili = (ili + readVarint(reader)) | 0;
    offsets.push(offset);
    ilis.push(ili);
    flags.push(readVarint(reader));
  }
  return { offsets: Uint32Array.from(offsets), ilis: Uint32Array.from(ilis), flags: Uint8Array.from(flags) };
}
