/** The numbers of a tensor. Booleans are bytes, 0 or 1; half precision is a `Float32Array`. */
export type TensorData =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/** Dense numbers, row-major: `data.length` is the product of `dims`. A `Tensor` of `@alt2img/core` is one. */
export type ModelTensor = { readonly dims: readonly number[]; readonly data: TensorData };

/** How a model stores the numbers of an input or output, by the names of ONNX Runtime. */
export type TensorType =
  | "float32"
  | "float16"
  | "float64"
  | "int8"
  | "uint8"
  | "int16"
  | "uint16"
  | "int32"
  | "uint32"
  | "int64"
  | "uint64"
  | "bool";

/** What a model declares about an input or output. */
export type TensorInfo = {
  readonly name: string;
  readonly type: TensorType;
  /** A name if the size is free, such as `"batch"`; empty if the model gives none. */
  readonly shape: readonly (number | string)[];
};

/** The kinds of array that an input of each type accepts. An output of the type has the first one. */
export const ARRAYS: Readonly<
  Record<TensorType, readonly { new (length: number): TensorData; readonly name: string }[]>
> = {
  float32: [Float32Array],
  float16: [Float32Array],
  float64: [Float64Array],
  int8: [Int8Array],
  uint8: [Uint8Array],
  int16: [Int16Array],
  uint16: [Uint16Array],
  int32: [Int32Array],
  uint32: [Uint32Array],
  int64: [BigInt64Array, Int32Array],
  uint64: [BigUint64Array, Uint32Array],
  bool: [Uint8Array],
};

export const isTensorType = (type: string): type is TensorType => Object.hasOwn(ARRAYS, type);

/** `pixel_values float32 [batch, 3, 224, 224]` */
export const describeTensor = ({ name, type, shape }: TensorInfo): string => `${name} ${type} [${shape.join(", ")}]`;

export const describeTensors = (infos: readonly TensorInfo[]): string =>
  infos.map(describeTensor).join("; ") || "nothing";
