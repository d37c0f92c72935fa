import { Alt2imgError } from "@alt2img/core";
import { imageNetData } from "./imagenet-data.js";

/**
 * A list of ImageNet's classes: the 1,000 of the challenge (ILSVRC 2012), the 21,841 of the whole (2011), or the 21,843
 * that Google counts. Class indices are places in the list, which is in the order of wnids.
 */
export type ImageNetList = "1k" | "21k" | "21843";

/**
 * What Yang et al. 2020 say of a person: `unsafe` (offensive, or sensitive: not to be told from a picture), `safe`, or
 * nothing.
 *
 * @see https://arxiv.org/abs/1912.07726
 */
export type PersonMark = "safe" | "unsafe";

/** A synset of ImageNet: `n` and its offset in Princeton's WordNet 3.0. */
export type ImageNetSynset = {
  wnid: string;
  /** Interlingual index, by which other lexicons know it. */
  ili: string;
  /** Its index in each list that has it. */
  indices: Partial<Record<ImageNetList, number>>;
  personMark?: PersonMark;
};

const listFlags: Readonly<Record<ImageNetList, number>> = { "21k": 1, "21843": 2, "1k": 4 };
const SAFE = 8;
const UNSAFE = 16;

type Known = {
  byWnid: Map<string, ImageNetSynset>;
  wnidOfIli: Map<string, string>;
  lists: Record<ImageNetList, string[]>;
};

let known: Known | undefined;

/** All 21,844 synsets of the three lists, in the order of their wnids. */
export function imageNetSynsets(): ImageNetSynset[] {
  return [...read().byWnid.values()];
}

/** What ImageNet has under a wnid (`n02084071`), or nothing. */
export function imageNetSynset(wnid: string): ImageNetSynset | undefined {
  return read().byWnid.get(wnid);
}

/** The wnid that ImageNet has for an interlingual index, or nothing. */
export function wnidOfIli(ili: string | undefined): string | undefined {
  return ili === undefined ? undefined : read().wnidOfIli.get(ili);
}

/** The wnids of a list by class index. */
export function imageNetWnids(list: ImageNetList): readonly string[] {
  const wnids = read().lists[list];
  if (wnids !== undefined) return wnids;
  throw new Alt2imgError(
    "wordnet/imagenet-list",
    `There is no list “${list}” of ImageNet; there are ${Object.keys(listFlags).join(", ")}.`,
  );
}

/** The wnid of a class index, or nothing. */
export function wnidOfClass(list: ImageNetList, index: number): string | undefined {
  return imageNetWnids(list)[index];
}

/** The class index of a wnid, or nothing where the list does not have it. */
export function classOfWnid(list: ImageNetList, wnid: string): number | undefined {
  return imageNetSynset(wnid)?.indices[list];
}

function read(): Known {
  known ??= decode();
  return known;
}

function decode(): Known {
  const bytes = Uint8Array.from(atob(imageNetData), (char) => char.charCodeAt(0));
  const byWnid = new Map<string, ImageNetSynset>();
  const wnidOfIli = new Map<string, string>();
  const lists: Known["lists"] = { "1k": [], "21k": [], "21843": [] };
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  for (let offset = 0, ili = 0; at < bytes.length; ) {
    offset += varint();
    ili += varint();
    const flags = varint();
    const wnid = `n${String(offset).padStart(8, "0")}`;
    const synset: ImageNetSynset = { wnid, ili: `i${ili}`, indices: {} };
    for (const list of ["1k", "21k", "21843"] as const) {
      if ((flags & listFlags[list]) !== 0) synset.indices[list] = lists[list].push(wnid) - 1;
    }
    if ((flags & SAFE) !== 0) synset.personMark = "safe";
    if ((flags & UNSAFE) !== 0) synset.personMark = "unsafe";
    byWnid.set(wnid, synset);
    if (!wnidOfIli.has(synset.ili)) wnidOfIli.set(synset.ili, wnid);
  }
  return { byWnid, wnidOfIli, lists };
}
