import { type Neighbour, nearestItems } from "@alt2img/bias/attribution";
import { averagePicture, meanColourfulness } from "@alt2img/bias/pictures";
import { serve, type TaskOptions } from "@alt2img/core/worker";
import { asIf } from "./as-if.js";
import { calibration, sharesOf } from "./classify.js";
import { embed } from "./embed.js";
import { open, picturesOf } from "./made-elsewhere.js";
import { clusters, fall } from "./people.js";
import type { Keyed, MeasurerTasks, Part } from "./protocol.js";
import { dataOf, originsOf, trainedLike, womenOf } from "./training-data.js";
import { likeByWords, trainedLikeByWords } from "./visual-words.js";

async function likeByClip(
  picture: Keyed,
  others: readonly Keyed[],
  count: number,
  options: TaskOptions<Part>,
): Promise<Neighbour[]> {
  const [embedding, ...rest] = await embed([picture, ...others], options);
  const [found] = await nearestItems([embedding!], rest, { count, signal: options.signal });
  return found!;
}

serve<MeasurerTasks, Part>({
  open: ([source], options) => open(source, options),
  picturesOf: ([choice, count], options) => picturesOf(choice, count, options),
  summarize: async ([images]) => ({
    average: await averagePicture(images, { side: Math.max(...images.map(({ width }) => width)) }),
    colourfulness: await meanColourfulness(images),
  }),
  clusters: ([k]) => clusters(k),
  fall: async ([k, pictures], options) => fall(k, await embed(pictures, options)),
  async like([by, picture, others, count], options) {
    if (others.length === 0) return [];
    const found =
      by === "words" ? likeByWords(picture, others, count) : await likeByClip(picture, others, count, options);
    return found.map(({ index, similarity }) => ({ key: others[index]!.key, similarity }));
  },
  async trainedLike([by, picture, profession, count], options) {
    if (by === "words") return trainedLikeByWords(picture, profession, count, options);
    const [embedding] = await embed([picture], options);
    return trainedLike(embedding!, count, options);
  },
  asIf: ([caption, seed, without], options) => asIf(caption, seed, without, options),
  origins: async ([own, others, isSkewed], options) =>
    originsOf(await embed(own, options), await embed(others, options), isSkewed, options),
  dataOf: ([profession], options) => dataOf(profession, options),
  womenOf: ([profession], options) => womenOf(profession, options),
  calibration: ([profession], options) => calibration(profession, options),
  sharesOf: ([profession, pictures], options) => sharesOf(profession, pictures, options),
});
