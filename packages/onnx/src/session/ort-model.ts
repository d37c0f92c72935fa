import type { InferenceSession, Tensor } from "onnxruntime-web";
import { onnxError, reasonOf } from "../onnx-error.js";
import { fromFloat16, toFloat16 } from "./float16.js";
import type { LoadedModel, ModelBytes } from "./loaded-model.js";
import { isTensorType, type ModelTensor, type TensorData, type TensorInfo, type TensorType } from "./tensor.js";

/** The parts of onnxruntime-web and onnxruntime-node that are used. */
export type Ort = Pick<typeof import("onnxruntime-web"), "InferenceSession" | "Tensor" | "env">;

/** Its errors are thrown, so they need not be printed, too: only those that end the process are. */
const QUIET = { logSeverityLevel: 4 } as const;

/**
 * Loads a model into ONNX Runtime, in the calling thread.
 *
 * @throws Alt2imgError `onnx/broken-model` with ONNX Runtime's reason
 */
export async function loadOrtModel(
  ort: Ort,
  { name, bytes, externalData }: ModelBytes,
  options: InferenceSession.SessionOptions,
): Promise<LoadedModel> {
  const external = externalData.length === 0 ? {} : { externalData: externalData.flatMap(namesOf) };
  const session = await ort.InferenceSession.create(bytes, { ...options, ...QUIET, ...external }).catch(
    (cause: unknown) => {
      throw onnxError("broken-model", `ONNX Runtime can't load ${name}: ${reasonOf(cause)}`, cause);
    },
  );
  try {
    const inputs = session.inputMetadata.map((each) => infoOf(name, each));
    const outputs = session.outputMetadata.map((each) => infoOf(name, each));
    const types = new Map(inputs.map((info) => [info.name, info.type]));
    const feed = ([input, { data, dims }]: [string, ModelTensor]): [string, Tensor] => {
      const type = types.get(input)!;
      // Each type has its own signature; `stored` gives what the type needs.
      return [input, new ort.Tensor(type as "float32", stored(data, type) as Float32Array, dims)];
    };
    return {
      inputs,
      outputs,
      async run(feeds, wanted) {
        const results = await session.run(Object.fromEntries(Object.entries(feeds).map(feed)), [...wanted], QUIET);
        return Object.fromEntries(Object.entries(results).map(([output, tensor]) => [output, plain(tensor)]));
      },
      close: () => session.release(),
    };
  } catch (error) {
    await session.release();
    throw error;
  }
}

/** onnxruntime-node removes the first “./” from the names it is given, but not from those in the model. */
const namesOf = ({ path, data }: ModelBytes["externalData"][number]): { path: string; data: Uint8Array }[] =>
  path.startsWith("./")
    ? [
        { path, data },
        { path: `./${path}`, data },
      ]
    : [{ path, data }];

function infoOf(model: string, metadata: InferenceSession.ValueMetadata): TensorInfo {
  const { name } = metadata;
  if (metadata.isTensor && isTensorType(metadata.type)) return { name, type: metadata.type, shape: metadata.shape };
  const found = metadata.isTensor ? `a tensor of type ${metadata.type}` : "no tensor";
  throw onnxError("interface", `“${name}” of ${model} is ${found}. Only tensors of numbers can go in and out.`);
}

/** The numbers of a type as ONNX Runtime expects them: half precision as bits. */
function stored(data: TensorData, type: TensorType): TensorData {
  if (type === "float16") return toFloat16(data as Float32Array);
  if (type === "int64" && data instanceof Int32Array) return BigInt64Array.from(data, BigInt);
  if (type === "uint64" && data instanceof Uint32Array) return BigUint64Array.from(data, BigInt);
  return data;
}

function plain(tensor: Tensor): ModelTensor {
  const { dims, type } = tensor;
  const data = tensor.data as TensorData;
  if (type !== "float16") return { dims, data };
  return { dims, data: fromFloat16(new Uint16Array(data.buffer, data.byteOffset, data.length)) };
}
