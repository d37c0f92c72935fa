import { loadTokenizer } from "@alt2img/clip";
import { serve } from "@alt2img/core/worker";
import { tinyClip } from "@alt2img/tiny/clip";
import { modelFolder } from "../worker/model-folder.js";
import { once } from "../worker/once.js";
import type { TokensTasks } from "./tasks.js";

const tokenizerOf = once(async (model) => loadTokenizer(await modelFolder(model, tinyClip)));

serve<TokensTasks>({
  tokenize: async ([text, model]) => (await tokenizerOf(model)).tokenize(text),
});
