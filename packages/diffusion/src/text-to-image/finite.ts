import { Alt2imgError, formatNumber } from "@alt2img/core";
import type { ModelTensor } from "@alt2img/onnx";
import { allFinite } from "../tensor/index-of-not-finite.js";

/**
 * The output of a network, after a look at its numbers.
 *
 * @param when what was computed, such as `at timestep 999`
 * @throws Alt2imgError `diffusion/not-finite` naming the file if one of them is NaN or infinite
 */
export function finite(
  output: ModelTensor,
  file: string,
  when: string,
): { dims: readonly number[]; data: Float32Array } {
  const data = output.data as Float32Array; // `expect` lets only float32 and float16 through
  if (allFinite(data)) return { dims: output.dims, data };
  const bad = data.reduce((count, value) => count + (Number.isFinite(value) ? 0 : 1), 0);
  throw new Alt2imgError(
    "diffusion/not-finite",
    `${file} went wrong ${when}: ${formatNumber(bad)} of the ${formatNumber(data.length)} numbers that it gave are NaN or infinite. ` +
      "If the model is in half precision, take the one in float32 or another device; else get the file again.",
  );
}
