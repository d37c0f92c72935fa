import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Alt2imgError } from "@alt2img/core";
import { reasonOfUnreadable } from "../system-error.js";

/** A picture's file and the text that belongs to it. */
export type FilePair = { readonly file: string; readonly text: string };

const PICTURE = /\.(?:jpe?g|png|webp|avif|gif|bmp)$/i;

/**
 * The pairs of a folder: each picture with the text file of the same name, such as `cat.jpg` and `cat.txt`, as img2dataset
 * writes them. Pictures without a text, and with a blank one, are left out.
 *
 * @param most how many pairs to take, the first by their names
 * @throws Alt2imgError `cli/input` for a folder that can't be read
 */
export async function folderPairs(folder: string, most: number): Promise<FilePair[]> {
  try {
    const names = (await readdir(folder)).sort();
    const texts = new Set(names.filter((name) => name.endsWith(".txt")));
    const pairs: FilePair[] = [];
    for (const name of names) {
      if (pairs.length === most) break;
      const textName = name.replace(PICTURE, ".txt");
      if (textName === name || !texts.has(textName)) continue;
      const text = (await readFile(join(folder, textName), "utf8")).replace(/^\ufeff/, "").trim();
      if (text !== "") pairs.push({ file: join(folder, name), text });
    }
    return pairs;
  } catch (cause) {
    throw new Alt2imgError("cli/input", `Cannot read ${folder}: ${reasonOfUnreadable(folder, cause)}`, { cause });
  }
}
