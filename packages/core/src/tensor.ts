/**
 * Dense numbers, row-major: `data.length` is the product of `dims`; `[]` is a scalar.
 * An ONNX Runtime tensor of type `float32` is one.
 */
export type Tensor = {
  readonly dims: readonly number[];
  readonly data: Float32Array;
};
