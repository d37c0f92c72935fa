import { formatNumber } from "@alt2img/core";
import { onnxError } from "../onnx-error.js";
import type { ModelTensor } from "./tensor.js";

type Tensors = Readonly<Record<string, ModelTensor>>;

/**
 * Half precision ends at 65504, and some devices compute it wrongly; the result is then NaN or all zeros. The first
 * result shows that.
 *
 * @throws Alt2imgError `onnx/float16`
 */
export function checkFirstResult(model: string, feeds: Tensors, results: Tensors): void {
  const outputs = Object.entries(results).flatMap(([name, { data }]) =>
    data instanceof Float32Array && data.length > 0 ? [{ name, data }] : [],
  );
  for (const { name, data } of outputs) {
    const bad = data.reduce((count, value) => count + (Number.isFinite(value) ? 0 : 1), 0);
    if (bad > 0) {
      throw float16(
        model,
        `${formatNumber(bad)} of the ${formatNumber(data.length)} numbers of “${name}” aren't finite`,
      );
    }
  }
  const isZero = ({ data }: Pick<ModelTensor, "data">): boolean =>
    data.every((value: number | bigint) => Number(value) === 0);
  if (outputs.length > 0 && outputs.every(isZero) && !Object.values(feeds).every(isZero)) {
    throw float16(model, "the first result is all zeros");
  }
}

const float16 = (model: string, found: string): Error =>
  onnxError(
    "float16",
    `${model} computes in half precision, and that goes wrong on this device: ${found}. ` +
      `Take the model in float32${suggestion(model)}, or another device.`,
  );

/** `model_fp16.onnx` is next to `model.onnx` in Hugging Face's layout. */
function suggestion(model: string): string {
  const [, start, end] = /^(\S+)_(?:q4f16|fp16|float16)(\.onnx) /.exec(model) ?? [];
  return start === undefined ? "" : ` (${start}${end})`;
}
