import {
  type Concept,
  imageConcept,
  type MultilevelTest,
  multilevelTest,
  sentences,
  textConcept,
} from "@alt2img/bias/association";
import type { Clip } from "@alt2img/clip";
import { Alt2imgError } from "@alt2img/core";
import type { ModelFlags } from "../clip/model-options.js";
import { runWithClip } from "../clip/run-clip.js";
import { readPicture } from "../input/read-picture.js";
import type { ModelRun } from "../models/run-with-packages.js";
import { printable } from "../printable.js";
import { asUsage } from "./as-usage.js";
import type { NamedList } from "./named-list.js";
import { weatText } from "./weat-text.js";

export type WeatFlags = ModelFlags & {
  model: string;
  target: readonly NamedList[];
  attribute: readonly NamedList[];
  template?: readonly string[];
  permutations: number;
  seed: number;
  format: "text" | "json";
};

/** @throws Alt2imgError `cli/usage`, `cli/input`; what the tests and the model packages throw */
export async function runWeat(flags: WeatFlags): Promise<void> {
  const [X, Y] = twoOf(flags.target, "--target");
  const [A, B] = twoOf(flags.attribute, "--attribute");
  const templates = flags.template ?? ["{}"];
  // A wrong template is a mistake on the command line, to be found before a model is loaded.
  asUsage(() => sentences([], templates));
  const result = await runWithClip(flags, async (clip, run) => {
    const embed = (list: NamedList): Promise<Concept> => embedList(list, templates, clip, run);
    const targets = [await embed(X), await embed(Y)] as const;
    const attributes = [await embed(A), await embed(B)] as const;
    return multilevelTest({ targets, attributes }, { permutations: flags.permutations, seed: flags.seed });
  });
  const names = { X: X.name, Y: Y.name, A: A.name, B: B.name };
  process.stdout.write(flags.format === "json" ? asJson(names, result) : printable(weatText(names, result)));
}

function twoOf(lists: readonly NamedList[], option: string): [NamedList, NamedList] {
  const [first, second] = lists;
  if (first !== undefined && second !== undefined) return [first, second];
  throw new Alt2imgError(
    "cli/usage",
    `${option} was given once. Give two: an association is always compared with another.`,
  );
}

const PICTURE = /\.(?:png|jpe?g|webp|avif|gif|bmp)$/i;

async function embedList(
  { name, items }: NamedList,
  templates: readonly string[],
  clip: Clip,
  { packages, signal }: ModelRun,
): Promise<Concept> {
  const pictures = items.filter((item) => PICTURE.test(item));
  if (pictures.length === 0) return textConcept(clip, sentences(items, templates), { signal });
  if (pictures.length < items.length) {
    throw new Alt2imgError(
      "cli/usage",
      `${name} has pictures and texts. Give pictures or texts: their vectors differ more by kind than by meaning.`,
    );
  }
  const { decodeImage } = await packages.load("@alt2img/image");
  const images: { name: string; image: Awaited<ReturnType<typeof decodeImage>> }[] = [];
  for (const picture of pictures) {
    try {
      images.push({ name: picture, image: await decodeImage(await readPicture(picture, signal), { signal }) });
    } catch (error) {
      if (!(error instanceof Alt2imgError)) throw error;
      throw new Alt2imgError(error.code, `${picture}: ${error.message}`, { cause: error });
    }
  }
  return imageConcept(clip, images, { signal });
}

function asJson(names: Record<"X" | "Y" | "A" | "B", string>, result: MultilevelTest): string {
  return `${JSON.stringify({ names, ...result }, (_, value) => (Number.isNaN(value) ? null : value), 2)}\n`;
}
