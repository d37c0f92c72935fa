import { Alt2imgError } from "@alt2img/core";
import { describe, expect, it } from "vitest";
import { loadTextToImage } from "../../src/text-to-image/index.js";
import cases from "../golden/pipelines/cases.json" with { type: "json" };
import { bytesOf, drawCase, type FamilyCase, type FamilyName, familyCases, familyFolder, rgbOf } from "./families.js";
import { furthest } from "./golden-pictures.js";

/** The files as the browser gets them: over HTTP. A server that has a page for everything hasn't got the file. */
async function readGolden(path: string): Promise<Uint8Array> {
  const url = new URL(/* @vite-ignore */ `../golden/pipelines/${path}`, import.meta.url);
  if (url.protocol === "file:") return (await import("./read-golden.js")).readGolden(path);
  // Where Vite serves files of the disk.
  const response = await fetch(new URL(`/@fs${url.pathname}`, url));
  if (response.ok && !response.headers.get("content-type")?.startsWith("text/html")) {
    return new Uint8Array(await response.arrayBuffer());
  }
  throw new Alt2imgError("golden/no-such-file", `There is no ${path}.`);
}

/** Text to image with Stable Diffusion 2, which predicts v, and as Turbo. */
const plain: readonly FamilyCase[] = cases.sd2
  .filter(({ seed }) => seed === 11 || seed === 23)
  .map((one) => ({ ...one, size: [32, 32] }));

const chosen: readonly (readonly [FamilyName, number])[] = [
  ["sd1", 1],
  ["sd1", 11], // inpainting
  ["sd2", 21],
  ["inpaint", 31],
  ["xl", 2],
  ["xl", 7], // as Turbo
  ["sd3", 2],
  ["flux", 2],
  ["pixels", 1],
];

const tests = [
  ...plain.map((one) => ["sd2", one.seed, one] as const),
  ...chosen.map(([name, seed]) => [name, seed, familyCases[name].find((each) => each.seed === seed)!] as const),
];

describe("pipelines with random weights in WebAssembly", { timeout: 120_000 }, () => {
  it.each(tests)("%s, seed %i", async (name, _, one) => {
    const options = { session: { device: "wasm", threads: 1 } } as const;
    await using model = await loadTextToImage(familyFolder(name, one, readGolden), options);
    const { image } = await drawCase(model, one);
    expect([image.width, image.height]).toEqual(one.size);
    expect(furthest(rgbOf(image), bytesOf(one.rgb))).toBeLessThanOrEqual(2);
  });
});
