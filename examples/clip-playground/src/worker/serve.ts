import type { Progress } from "@alt2img/core";
import { serve } from "@alt2img/core/worker";
import { embedPicture, embedTexts, explain, load } from "./model.js";
import type { Tasks } from "./protocol.js";
import { readPages } from "./read-pages.js";
import { walkDown } from "./walk-down.js";

serve<Tasks, Progress>({
  load: (_, { onPart: onProgress }) => load({ onProgress }),
  embedPicture: ([picture], { signal }) => embedPicture(picture, signal),
  embedTexts: ([texts], { signal }) => embedTexts(texts, signal),
  explain: ([picture, text], { signal, onPart: onProgress }) => explain(picture, text, { signal, onProgress }),
  walkDown: ([picture, classes], { signal }) => walkDown(picture, classes, { signal }),
  readPages: ([source], { signal }) => readPages(source, { signal }),
});
