// Writes src/verify/tiny-embeddings.ts: what the tiny CLIP makes of some texts and a picture, in native code. (That these are
// PyTorch's numbers is checked in packages/tiny, on its training set.) Run it when the model changes:
//
//   npx tsx -C @alt2img/source packages/clip/scripts/store-tiny-embeddings.ts
import { writeFileSync } from "node:fs";
import { tinyClip } from "@alt2img/tiny/clip";
import { loadClip } from "../src/index.js";
import { probePicture } from "../src/verify/stored-embeddings.js";

const texts = ["a red apple", "grinning face", "the flag of Japan"];
await using clip = await loadClip(tinyClip, { session: { device: "cpu" } });
const ofTexts = await clip.embedTexts(texts);
const [ofPicture] = await clip.embedImages([probePicture()]);
const list = (values: Float32Array): string => Array.from(values, (value) => Number(value.toFixed(5))).join(", ");
writeFileSync(
  new URL("../src/verify/tiny-embeddings.ts", import.meta.url),
  `/** Written by scripts/store-tiny-embeddings.ts. */
export const tinyEmbeddings = {
  texts: [
${texts.map((text, i) => `    { text: ${JSON.stringify(text)}, embedding: [${list(ofTexts[i]!)}] },`).join("\n")}
  ],
  picture: [${list(ofPicture!)}],
} as const;
`,
);
