import { counterfactual } from "@alt2img/bias/attribution";
import type { RasterImage, Tensor } from "@alt2img/core";
import { karrasSigmas, type Schedule } from "@alt2img/diffusion";
import { toPicture } from "@alt2img/elements/diffusion";

const STEPS = 20;
const schedule: Schedule = {
  form: "ve",
  sigmas: karrasSigmas(STEPS, 0.02, 80),
  timesteps: new Float64Array(STEPS),
};

/** A picture by the formula, and the drawing that has the largest share of it. */
export type FormulaPicture = { readonly image: RasterImage; readonly source: number; readonly share: number };

/** The same noise, drawn from the training set as it is and from the changed one. */
export type TwoPictures = {
  readonly seed: number;
  readonly before: FormulaPicture;
  readonly after: FormulaPicture;
  /** Whether a pixel differs. */
  readonly isChanged: boolean;
};

/**
 * Draws a picture out of the noise of each seed, twice.
 *
 * @param images dims `[drawings, 3, height, width]`, from −1 to 1
 * @param weights how often each drawing comes in training
 * @param changed the same for the changed training set; at least one is above 0
 */
export async function drawPilots(
  images: Tensor,
  weights: readonly number[],
  changed: readonly number[],
  seeds: readonly number[],
  signal?: AbortSignal,
): Promise<TwoPictures[]> {
  const pictures: TwoPictures[] = [];
  for (const seed of seeds) {
    const { factual, counterfactual: other } = await counterfactual({
      trainingSet: { images, weights },
      instead: changed,
      seed,
      schedule,
      signal,
    });
    const [before, after] = [factual, other].map(
      ({ image, sources }): FormulaPicture => ({
        image: toPicture(image),
        source: sources[0]?.index ?? -1,
        share: sources[0]?.share ?? 0,
      }),
    ) as [FormulaPicture, FormulaPicture];
    const isChanged = before.image.data.some((value, i) => value !== after.image.data[i]);
    pictures.push({ seed, before, after, isChanged });
  }
  return pictures;
}
