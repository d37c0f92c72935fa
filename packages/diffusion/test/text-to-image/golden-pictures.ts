import type { RasterImage } from "@alt2img/core";
import { decodeImage } from "@alt2img/image";

/** What diffusers makes of a tiny model: see the README beside the files. Vite must see each of them. */
export type GoldenFiles = { readonly cases: URL; readonly pictures: Readonly<Record<string, URL>> };

export const straight: GoldenFiles = {
  cases: new URL("../../../tiny/test/golden/stable-diffusion/cases.json", import.meta.url),
  pictures: {
    "red-heart.png": new URL("../../../tiny/test/golden/stable-diffusion/red-heart.png", import.meta.url),
    "woman-firefighter-with-dark-skin-tone.png": new URL(
      "../../../tiny/test/golden/stable-diffusion/woman-firefighter-with-dark-skin-tone.png",
      import.meta.url,
    ),
    "empty.png": new URL("../../../tiny/test/golden/stable-diffusion/empty.png", import.meta.url),
  },
};

export const fourSteps: GoldenFiles = {
  cases: new URL("../../../tiny/test/golden/lcm/cases.json", import.meta.url),
  pictures: {
    "red-heart.png": new URL("../../../tiny/test/golden/lcm/red-heart.png", import.meta.url),
    "woman-firefighter-with-dark-skin-tone.png": new URL(
      "../../../tiny/test/golden/lcm/woman-firefighter-with-dark-skin-tone.png",
      import.meta.url,
    ),
    "cat-face.png": new URL("../../../tiny/test/golden/lcm/cat-face.png", import.meta.url),
  },
};

export type GoldenCase = {
  readonly prompt: string;
  readonly seed: number;
  readonly num_inference_steps: number;
  readonly guidance_scale: number;
  readonly timesteps: readonly number[];
  readonly final_latents: GoldenTensor;
  readonly picture: string;
};

/** With what the straight model's networks give on the way. */
export type StraightCase = GoldenCase & {
  readonly input_ids: readonly (readonly number[])[];
  readonly last_hidden_state: GoldenTensor;
  readonly initial_latents: GoldenTensor;
};

type GoldenTensor = { readonly dims: readonly number[]; readonly float32: string };

export async function readGoldenCases<Case extends GoldenCase>({ cases }: GoldenFiles): Promise<Case[]> {
  return JSON.parse(new TextDecoder().decode(await read(cases))).cases;
}

export async function readGoldenPicture({ pictures }: GoldenFiles, { picture }: GoldenCase): Promise<RasterImage> {
  return decodeImage(await read(pictures[picture]!));
}

export function numbersOf({ float32 }: GoldenTensor): Float32Array {
  return new Float32Array(Uint8Array.from(atob(float32), (character) => character.charCodeAt(0)).buffer);
}

export function furthest(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) throw new Error(`length ${actual.length}, expected ${expected.length}`);
  let worst = 0;
  for (let i = 0; i < actual.length; i++) {
    const off = Math.abs(actual[i]! - expected[i]!);
    if (!(off <= worst)) worst = off;
  }
  return worst;
}

async function read(url: URL): Promise<Uint8Array> {
  if (url.protocol !== "file:") return new Uint8Array(await (await fetch(url)).arrayBuffer());
  return new Uint8Array((await import("node:fs")).readFileSync(url));
}
