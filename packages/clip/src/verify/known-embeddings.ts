import { isTinyClip } from "../known/known-baseline.js";
import type { Clip } from "../model/clip.js";
import { probePicture, type StoredEmbeddings } from "./stored-embeddings.js";

/** The embeddings that come with this package, for the model that they are of. */
export async function knownEmbeddings(clip: Clip): Promise<StoredEmbeddings | undefined> {
  if (!isTinyClip(clip)) return undefined;
  const { tinyEmbeddings } = await import("./tiny-embeddings.js");
  const { texts, picture } = tinyEmbeddings;
  return {
    name: "the tiny CLIP as it was trained",
    texts,
    images: [{ name: "test picture", image: probePicture(), embedding: picture }],
  };
}
