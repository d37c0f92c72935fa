import type { ModelFolder, OnProgress } from "@alt2img/core";
import { type CreateSessionOptions, createSession, type ExpectedTensor, type Session } from "@alt2img/onnx";
import type { ClipFamily } from "../config/model-config.js";
import type { ModelPaths } from "./find-models.js";
import { type ImageTower, imageTower } from "./image-tower.js";
import { type TextTower, textTower } from "./text-tower.js";

/** Both towers, whether they are in one file or two. */
export type Towers = {
  readonly text: TextTower;
  readonly image: ImageTower;
  readonly sessions: readonly Session[];
  /** Whether one file has both. */
  readonly combined: boolean;
};

export type OpenTowersOptions = {
  session: Pick<CreateSessionOptions, "device" | "threads">;
  /** The other input of a model with both towers: any text for images, any picture for texts. */
  placeholder: { readonly ids: readonly number[]; readonly height: number; readonly width: number };
  signal?: AbortSignal | undefined;
  onProgress?: OnProgress | undefined;
};

const textInputs: Record<string, ExpectedTensor> = {
  input_ids: { shape: ["texts", "tokens"] },
  attention_mask: { shape: ["texts", "tokens"], optional: true },
};
const imageInputs: Record<string, ExpectedTensor> = {
  pixel_values: { type: "float32", shape: ["images", 3, "height", "width"] },
};

/** @throws Alt2imgError `clip/no-model` for a model without embeddings; what `createSession` throws */
export async function openTowers(
  folder: ModelFolder,
  paths: ModelPaths,
  family: ClipFamily,
  { session, placeholder, signal, onProgress }: OpenTowersOptions,
): Promise<Towers> {
  const open = (file: string, inputs: Record<string, ExpectedTensor>): Promise<Session> =>
    createSession(folder, file, { ...session, expect: { inputs }, signal, onProgress });
  const sessions: Session[] = [];
  try {
    if ("combined" in paths) {
      const both = await open(paths.combined, { ...textInputs, ...imageInputs });
      sessions.push(both);
      return { ...towersOf(both, family, placeholder), sessions, combined: true };
    }
    sessions.push(await open(paths.text, textInputs), await open(paths.vision, imageInputs));
    return {
      text: textTower(sessions[0]!, family),
      image: imageTower(sessions[1]!, family),
      sessions,
      combined: false,
    };
  } catch (error) {
    await Promise.all(sessions.map((each) => each.close()));
    throw error;
  }
}

function towersOf(
  both: Session,
  family: ClipFamily,
  { ids, height, width }: OpenTowersOptions["placeholder"],
): Pick<Towers, "text" | "image"> {
  const dims = [1, ids.length];
  const hasMask = both.inputs.some(({ name }) => name === "attention_mask");
  const anyText = {
    input_ids: { dims, data: BigInt64Array.from(ids, BigInt) },
    ...(hasMask ? { attention_mask: { dims, data: new BigInt64Array(ids.length).fill(1n) } } : {}),
  };
  const anyImage = { pixel_values: { dims: [1, 3, height, width], data: new Float32Array(3 * height * width) } };
  return { text: textTower(both, family, anyImage), image: imageTower(both, family, anyText) };
}
