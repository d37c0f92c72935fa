// What the tests compare, in the reader's browser. The golden files are fetched when they are asked for.
import { multilevelTest } from "@alt2img/bias/association";
import { loadTokenizer } from "@alt2img/clip";
import { createGenerator } from "@alt2img/core/random";
import { betaSigmas, exponentialSigmas, karrasSigmas, polyexponentialSigmas, vpSigmas } from "@alt2img/diffusion";
import { dHash, pHash, type ResampleFilter, resize } from "@alt2img/image";
import { openModelFolder } from "@alt2img/onnx";
import { drawSets } from "../../packages/bias/test/association/draw-sets.js";
import associations from "../../packages/bias/test/golden/associations.json" with { type: "json" };
import tokens from "../../packages/clip/test/golden/tokens.json" with { type: "json" };
import torch from "../../packages/core/test/golden/torch-random.json" with { type: "json" };
import sigmas from "../../packages/diffusion/test/golden/sigmas.json" with { type: "json" };
import pillow from "../../packages/image/test/golden/pillow.json" with { type: "json" };
import { digest, hashedPicture, makePicture } from "../../packages/image/test/make-picture.js";
import tinyClip from "../../packages/tiny/parts/clip/package.json" with { type: "json" };

/** Pairs of what alt2img gives and what its reference gave. */
type Compared = readonly (readonly [ours: unknown, theirs: unknown])[];

type Check = {
  readonly what: string;
  readonly reference: string;
  /** Numbers may differ by this much, relative to the reference's; 0: nothing may differ. */
  readonly tolerance: number;
  readonly compare: () => Promise<Compared>;
};

export const checks: readonly Check[] = [
  {
    what: "random numbers",
    reference: `PyTorch ${torch.torch}`,
    tolerance: 0,
    async compare() {
      return torch.cases.flatMap(({ seed, calls }) => {
        const random = createGenerator(BigInt(seed));
        const compared: [number[], number[]][] = [];
        for (const { call, base64 } of calls as { call: [string, number, "float32" | "float64"]; base64?: string }[]) {
          // The others of the golden file are whole streams, of which it only has a hash.
          if (base64 === undefined || (call[0] !== "rand" && call[0] !== "randn")) break;
          const [name, size, dtype] = call;
          const { buffer, byteLength } = random[name as "rand" | "randn"](size, { dtype });
          const theirs = [...atob(base64)].map((byte) => byte.charCodeAt(0));
          compared.push([[...new Uint8Array(buffer, 0, byteLength)], theirs]);
        }
        return compared;
      });
    },
  },
  {
    what: "pixels of resized pictures",
    reference: `Pillow ${pillow.made_by.Pillow}`,
    tolerance: 0,
    compare: () =>
      Promise.all(
        pillow.resize.map(async ([width, height, toWidth, toHeight, alpha, filter, theirs]) => {
          const picture = makePicture(Number(width), Number(height), { alpha: alpha === 1 });
          const size = { width: Number(toWidth), height: Number(toHeight) };
          return [await digest(resize(picture, { ...size, filter: filter as ResampleFilter }).data), theirs] as const;
        }),
      ),
  },
  {
    what: "perceptual hashes",
    reference: `ImageHash ${pillow.made_by.imagehash}`,
    tolerance: 0,
    async compare() {
      return pillow.hash.map(([name = "", ...theirs]) => {
        const picture = hashedPicture(name);
        return [[dHash(picture), pHash(picture)], theirs];
      });
    },
  },
  {
    what: "tokens of texts",
    reference: `tokenizers ${tokens.made_by.tokenizers}, ftfy ${tokens.made_by.ftfy}`,
    tolerance: 0,
    async compare() {
      const folder = await openModelFolder(
        new URL(`/npm/@alt2img/tiny-clip@${tinyClip.version}/files/`, location.href),
      );
      const { tokenize } = await loadTokenizer(folder);
      return (tokens.rows as [string, number[], number[]][]).map(([text, , theirs]) => {
        const { inputIds, tokens: words } = tokenize(text);
        return [[...inputIds.slice(0, words.length)], theirs];
      });
    },
  },
  {
    what: "noise levels of schedules",
    reference: "k-diffusion, SciPy",
    tolerance: 1e-10,
    async compare() {
      const { steps, sigmaMin: from, sigmaMax: to } = sigmas;
      return [
        [karrasSigmas(steps, from, to), sigmas.karras],
        [exponentialSigmas(steps, from, to), sigmas.exponential],
        [polyexponentialSigmas(steps, from, to, { rho: 2 }), sigmas.polyexponential],
        [betaSigmas(steps, from, to), sigmas.beta],
        [vpSigmas(steps), sigmas.vp],
      ];
    },
  },
  {
    what: "effect sizes of association tests",
    reference: `NumPy ${associations.madeBy.numpy}`,
    tolerance: 1e-7,
    async compare() {
      return associations.cases.map((each) => {
        const [X, Y, A, B] = drawSets(each) as [Float32Array[], Float32Array[], Float32Array[], Float32Array[]];
        const { differential, targets } = multilevelTest({ targets: [X, Y], attributes: [A, B] }, { draws: 0 });
        const effects = [differential, targets.X, targets.Y].map(({ effectSize }) => effectSize);
        return [effects, [each.differential, each.X, each.Y].map(({ effectSize }) => effectSize.sample)];
      });
    },
  },
];

/** How many are the same, and what the largest relative difference of two numbers is. */
export function summarise(compared: Compared, tolerance: number): { cases: number; same: number; largest: number } {
  const differences = compared.map(([ours, theirs]) => differenceOf(ours, theirs));
  return {
    cases: compared.length,
    same: differences.filter((difference) => difference <= tolerance).length,
    largest: Math.max(...differences),
  };
}

/** 0 for equals, infinite for what can't be compared. */
function differenceOf(ours: unknown, theirs: unknown): number {
  if (isList(ours) && isList(theirs)) {
    if (ours.length !== theirs.length) return Number.POSITIVE_INFINITY;
    return Array.from(ours).reduce<number>((most, each, i) => Math.max(most, differenceOf(each, theirs[i])), 0);
  }
  if (ours === theirs) return 0;
  if (typeof ours !== "number" || typeof theirs !== "number") return Number.POSITIVE_INFINITY;
  return Math.abs(ours - theirs) / Math.abs(theirs);
}

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && "length" in value);
