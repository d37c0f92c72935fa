import { serve } from "@alt2img/core/worker";
import { baseline, embedPicture, embedTexts } from "./model.js";
import type { Tasks } from "./protocol.js";
import { readPages } from "./read-pages.js";
import { walkDown } from "./walk-down.js";

serve<Tasks>({
  baseline,
  embedPicture: ([picture], { signal }) => embedPicture(picture, signal),
  embedTexts: ([texts], { signal }) => embedTexts(texts, signal),
  walkDown: ([picture, classes], { signal }) => walkDown(picture, classes, { signal }),
  readPages: ([source], { signal }) => readPages(source, { signal }),
});
