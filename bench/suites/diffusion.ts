// One call of the closed-form denoisers over 4,000 random images of 32 × 32 × 3, compared with the matrix product that is at the heart
// of it, as ONNX Runtime computes it on one thread: 1 × 3,072 by 3,072 × 4,000.
import { levelAt, localDenoiser, optimalDenoiser } from "@alt2img/diffusion";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { type Comparison, compare } from "../compare.js";

const [count, channels, height, width] = [4000, 3, 32, 32];
const size = channels * height * width;

export async function* suite(): AsyncGenerator<Comparison, void, undefined> {
  const images = { dims: [count, channels, height, width], data: random(count * size) };
  const product = await InferenceSession.create(matMul(), { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const b = new Tensor("float32", images.data, [size, count]);
  const optimal = optimalDenoiser(images);
  const local = localDenoiser(images, { patch: 5 });
  // Much noise, where all images count; little, where only the one counts that x was made of.
  for (const sigma of [10, 0.3]) {
    const noise = random(size);
    const x = {
      dims: [channels, height, width],
      data: noise.map((value, i) => images.data[17 * size + i]! + sigma * 1.7 * value),
    };
    const level = levelAt({ form: "ve", sigmas: Float64Array.of(sigma), timesteps: new Float64Array(0) }, 0);
    const a = new Tensor("float32", x.data, [1, size]);
    yield await compare({
      title: `Closed-form denoisers over ${count.toLocaleString("en")} images of 32 × 32 × 3, sigma ${sigma}`,
      bytes: images.data.byteLength,
      candidates: [
        { name: "@alt2img/diffusion optimalDenoiser", run: async () => (await optimal(x, level)).data[0]?.toFixed(4) },
        {
          name: "ONNX Runtime MatMul, 1 thread",
          run: async () => ((await product.run({ a, b }))["y"]?.data.length ?? 0) === count,
        },
        {
          name: "@alt2img/diffusion localDenoiser, 5 × 5",
          run: async () => (await local(x, level)).data[0]?.toFixed(4),
        },
      ],
    });
  }
}

/** Numbers from −1 to 1, the same on every run. */
function random(length: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** An ONNX model of one node: `y = MatMul(a, b)`. Field numbers as in onnx.proto. */
function matMul(): Uint8Array {
  const text = (field: number, value: string): number[] => message(field, [...new TextEncoder().encode(value)]);
  const message = (field: number, bytes: number[]): number[] => [(field << 3) | 2, bytes.length, ...bytes];
  const float = 1;
  const value = (name: string, ...dims: string[]): number[] => {
    const shape = dims.flatMap((dim) => message(1, text(2, dim)));
    return [...text(1, name), ...message(2, message(1, [1 << 3, float, ...message(2, shape)]))];
  };
  const node = [...text(1, "a"), ...text(1, "b"), ...text(2, "y"), ...text(4, "MatMul")];
  const graph = [
    ...message(1, node),
    ...text(2, "product"),
    ...message(11, value("a", "m", "k")),
    ...message(11, value("b", "k", "n")),
    ...message(12, value("y", "m", "n")),
  ];
  return Uint8Array.from([1 << 3, 8, ...message(7, graph), ...message(8, [2 << 3, 13])]);
}
