import { nearestItems } from "@alt2img/bias/attribution";
import { averagePicture, meanColourfulness } from "@alt2img/bias/pictures";
import { serve } from "@alt2img/core/worker";
import { calibration, sharesOf } from "./classify.js";
import { embed } from "./embed.js";
import { open, picturesOf } from "./made-elsewhere.js";
import { clusters, fall } from "./people.js";
import type { MeasurerTasks, Part } from "./protocol.js";
import { dataOf, originsOf, trainedLike, womenOf } from "./training-data.js";

serve<MeasurerTasks, Part>({
  open: ([source], options) => open(source, options),
  picturesOf: ([choice, count], options) => picturesOf(choice, count, options),
  summarize: async ([images]) => ({
    average: await averagePicture(images, { side: Math.max(...images.map(({ width }) => width)) }),
    colourfulness: await meanColourfulness(images),
  }),
  clusters: ([k]) => clusters(k),
  fall: async ([k, pictures], options) => fall(k, await embed(pictures, options)),
  async like([picture, others, count], options) {
    const [embedding, ...rest] = await embed([picture, ...others], options);
    if (rest.length === 0) return [];
    const [found] = await nearestItems([embedding!], rest, { count, signal: options.signal });
    return found!.map(({ index, similarity }) => ({ key: others[index]!.key, similarity }));
  },
  async trainedLike([picture, count], options) {
    const [embedding] = await embed([picture], options);
    return trainedLike(embedding!, count, options);
  },
  origins: async ([own, others, isSkewed], options) =>
    originsOf(await embed(own, options), await embed(others, options), isSkewed, options),
  dataOf: ([profession], options) => dataOf(profession, options),
  womenOf: ([profession], options) => womenOf(profession, options),
  calibration: ([profession], options) => calibration(profession, options),
  sharesOf: ([profession, pictures], options) => sharesOf(profession, pictures, options),
});
