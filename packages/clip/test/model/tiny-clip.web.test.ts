import { crop, decodeImage } from "@alt2img/image";
import { expectClose } from "@alt2img/testing";
import { tinyClip } from "@alt2img/tiny/clip";
import { describe, expect, it } from "vitest";
import { loadClip, logits, similarityMatrix } from "../../src/index.js";

type Golden = {
  readonly texts: readonly { text: string; input_ids: readonly number[]; text_embeds: readonly number[] }[];
  readonly images: readonly { x: number; y: number; image_embeds: readonly number[] }[];
  readonly image_size: number;
  readonly logits_per_image: readonly (readonly number[])[];
};

/** What Python `transformers` makes of the same folder, and transformers.js too: see its README. */
const golden = new URL("../../../tiny/test/golden/clip/golden.json", import.meta.url);
const sheet = new URL("../../../tiny/test/golden/clip/images.png", import.meta.url);

async function read(url: URL): Promise<Uint8Array> {
  if (url.protocol !== "file:") return new Uint8Array(await (await fetch(url)).arrayBuffer());
  return new Uint8Array((await import("node:fs")).readFileSync(url));
}

describe("the tiny CLIP", () => {
  it("gives the embeddings and logits of Python's transformers", async () => {
    const expected = JSON.parse(new TextDecoder().decode(await read(golden))) as Golden;
    const drawings = await decodeImage(await read(sheet));
    const size = { width: expected.image_size, height: expected.image_size };
    await using clip = await loadClip(tinyClip, { preparation: { cleaning: "none" } });

    // A typed special token is text here, and the token itself there.
    const rows = expected.texts.flatMap(({ text }, i) => (text.includes("<|") ? [] : [i]));
    expect(rows).toHaveLength(expected.texts.length - 1);
    const texts = rows.map((i) => expected.texts[i]!);
    for (const { text, input_ids } of texts) {
      expect(clip.tokenize(text).inputIds.slice(0, input_ids.length), text).toEqual(input_ids);
    }
    const textEmbeddings = await clip.embedTexts(texts.map(({ text }) => text));
    const images = expected.images.map(({ x, y }) => crop(drawings, { x, y, ...size }));
    const imageEmbeddings = await clip.embedImages(images);
    for (const [i, { text_embeds }] of texts.entries()) {
      expectClose(textEmbeddings[i]!, text_embeds, { atol: 1e-5, rtol: 0 });
    }
    for (const [i, { image_embeds }] of expected.images.entries()) {
      expectClose(imageEmbeddings[i]!, image_embeds, { atol: 1e-5, rtol: 0 });
    }
    const found = logits(similarityMatrix(imageEmbeddings, textEmbeddings), clip);
    const all = expected.logits_per_image.flatMap((row) => rows.map((i) => row[i]!));
    expectClose(found.data, all, { atol: 1e-4, rtol: 0 });
  });
});
