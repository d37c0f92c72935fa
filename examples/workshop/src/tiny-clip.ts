import { files as all } from "@alt2img/tiny-clip";
import scale from "../samples/clip-scale.json" with { type: "json" };

/** For Python: the same weights once more. */
const WEIGHTS = "model.safetensors";

/**
 * In the workshop, this stands for `@alt2img/tiny-clip`: of the weights for Python, 7.5 MB, it has the only number that a page reads, CLIP's scale.
 */
export const files: typeof all = all.map((file) =>
  file.path === WEIGHTS
    ? { path: WEIGHTS, url: new URL("../samples/clip-scale.safetensors", import.meta.url), ...scale }
    : file,
);
