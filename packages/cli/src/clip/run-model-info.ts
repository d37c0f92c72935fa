import type { ClipDescription } from "@alt2img/clip/verify";
import { formatBytes, formatNumber } from "@alt2img/core";
import { openModel } from "../models/model-source.js";
import { runWithPackages } from "../models/run-with-packages.js";
import { printable } from "../printable.js";
import type { ModelInfoFlags } from "./flags.js";
import { clipModel } from "./model-options.js";

/** @throws Alt2imgError `cli/usage`; what the model packages throw */
export async function runModelInfo(name: string, { format }: ModelInfoFlags): Promise<void> {
  const description = await runWithPackages(async ({ packages, signal, onProgress }) => {
    const { folder } = await openModel(name, packages, clipModel, { signal, onProgress });
    const { describeClip } = await packages.load("@alt2img/clip/verify");
    return describeClip(folder, { signal });
  });
  process.stdout.write(
    format === "json" ? `${JSON.stringify(description, null, 2)}\n` : printable(descriptionTable(description)),
  );
}

function descriptionTable({
  name,
  family,
  checkpoint,
  dimension,
  contextLength,
  vocabularySize,
  image,
  activations = {},
  variants,
  files,
}: ClipDescription): string {
  const from = checkpoint === undefined ? "" : `, made from ${checkpoint}`;
  const act = (tower: "text" | "vision"): string => (activations[tower] === undefined ? "" : `; ${activations[tower]}`);
  const patches = image.patchSize === undefined ? "" : ` in patches of ${image.patchSize}`;
  const sizeOf = new Map(files?.map(({ path, byteLength }) => [path, byteLength]));
  const sized = (path: string): string => {
    const size = sizeOf.get(path);
    return size === undefined ? path : `${path} (${formatBytes(size)})`;
  };
  const rows: [string, string][] = [
    ["family", `${family === "clip" ? "CLIP" : "SigLIP"}${from}`],
    ["text model", `${contextLength} tokens of ${formatNumber(vocabularySize)}${act("text")}`],
    ["vision model", `${image.width} × ${image.height} pixels${patches}${act("vision")}`],
    ["embedding", `${dimension} numbers`],
    ...(variants ?? []).map((each): [string, string] => [`variant ${each.variant}`, each.files.map(sized).join(", ")]),
    ...(variants?.length === 0
      ? [["variants", "no ONNX files that it could be run from"] satisfies [string, string]]
      : []),
    files === undefined
      ? ["files", "this place can't list them"]
      : ["files", files.map(({ path }) => sized(path)).join("\n")],
  ];
  const width = Math.max(...rows.map(([head]) => head.length));
  const lines = rows.flatMap(([head, text]) =>
    text.split("\n").map((line, i) => `  ${(i === 0 ? head : "").padEnd(width)}  ${line}`),
  );
  return `${[name, ...lines].join("\n")}\n`;
}
