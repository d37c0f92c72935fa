import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { styleText } from "node:util";
import type { ClipCheck, StoredEmbeddings } from "@alt2img/clip/verify";
import { Alt2imgError } from "@alt2img/core";
import { exitCodes } from "../exit-code.js";
import { readPicture } from "../input/read-picture.js";
import { openModel } from "../models/model-source.js";
import { runWithPackages } from "../models/run-with-packages.js";
import { printable } from "../printable.js";
import { reasonOfUnreadable } from "../system-error.js";
import type { ModelVerifyFlags } from "./flags.js";
import { clipModel } from "./model-options.js";

/** @throws Alt2imgError `cli/usage`, `cli/input`; what the model packages throw */
export async function runModelVerify(name: string, flags: ModelVerifyFlags): Promise<void> {
  const { variant, device, embeddings, format } = flags;
  const stored = embeddings === undefined ? undefined : await readStored(embeddings);
  const verification = await runWithPackages(async ({ packages, signal, onProgress }) => {
    const { folder } = await openModel(name, packages, clipModel, { signal, onProgress });
    const { verifyClip } = await packages.load("@alt2img/clip/verify");
    return verifyClip(folder, { variant, session: { device }, stored, signal, onProgress });
  });
  process.stdout.write(
    format === "json"
      ? `${JSON.stringify(verification, null, 2)}\n`
      : printable(verification.checks.map((check) => line(check, process.stdout)).join("")),
  );
  if (!verification.ok) process.exitCode = exitCodes.input;
}

const WORDS: Record<ClipCheck["verdict"], readonly [string, Parameters<typeof styleText>[0]]> = {
  ok: ["ok", "green"],
  failed: ["wrong", "red"],
  unknown: ["?", "yellow"],
};

function line({ subject, verdict, message }: ClipCheck, stream: NodeJS.WriteStream): string {
  const [word, color] = WORDS[verdict];
  return `${styleText(color, word.padEnd(5), { stream })}  ${subject.padEnd(17)}  ${message}\n`;
}

/**
 * Reads `{ "texts": […], "text_embeds": [[…]], "images": ["cat.jpg"], "image_embeds": [[…]] }`; pictures are relative to the file.
 *
 * @throws Alt2imgError `cli/input`
 */
async function readStored(path: string): Promise<StoredEmbeddings> {
  const cannot = (reason: string, cause?: unknown): Alt2imgError =>
    new Alt2imgError("cli/input", `Cannot read ${path}: ${reason}`, { cause });
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw cannot(reasonOfUnreadable(path, cause), cause);
  });
  let json: { [key: string]: unknown };
  try {
    json = JSON.parse(text) as typeof json;
  } catch (cause) {
    throw cannot("It isn't JSON.", cause);
  }
  const texts = paired(json, "texts", "text_embeds");
  const images = paired(json, "images", "image_embeds");
  if (texts === undefined || images === undefined || texts.length + images.length === 0) {
    throw cannot(
      "It must have texts with text_embeds, or images with image_embeds, or both: lists of the same length, each embedding a list of numbers.",
    );
  }
  return {
    name: path,
    texts: texts.map(([name, embedding]) => ({ text: name, embedding })),
    images: await Promise.all(
      images.map(async ([name, embedding]) => {
        const image = await readPicture(/^https?:/i.test(name) ? name : join(dirname(path), name)).catch(
          (cause: unknown) => {
            throw cannot(`Its picture ${name}: ${cause instanceof Error ? cause.message : cause}`, cause);
          },
        );
        return { name, image, embedding };
      }),
    ),
  };
}

/** Items with their embeddings; `undefined` for lists that don't fit. */
function paired(json: { [key: string]: unknown }, items: string, embeds: string): [string, number[]][] | undefined {
  const [names = [], rows = []] = [json[items], json[embeds]];
  if (!Array.isArray(names) || !Array.isArray(rows) || names.length !== rows.length) return undefined;
  const isRow = (row: unknown): row is number[] =>
    Array.isArray(row) && row.length > 0 && row.every((value) => typeof value === "number");
  if (!names.every((name) => typeof name === "string") || !rows.every(isRow)) return undefined;
  return names.map((name, i) => [name, rows[i]!]);
}
