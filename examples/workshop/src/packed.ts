/** What only some chapters need, and only when someone asks for it. */
const MODELS = /\.(?:wasm|onnx|safetensors)$|princeton30-[^/]*\.bin$|\/tokenizer-[^/]*\.json$/;
/** Scripts of workers and decoders of pictures, but for the worker of the first chapter, which starts at once. */
const WORKERS = /\/(?!alt-text-|shared-)[\w-]*-(?:worker|decoder|decoder-wasm)-[^/]*\.js$/;
/** With weights, which are float16: gzip makes them smaller when all first bytes come before all second ones. */
const WEIGHTS = /\.(?:onnx|safetensors)$/;

const pathOf = (url: string): string => url.split(/[?#]/)[0] ?? url;

/** Whether the build packs this file, so that the service worker has to fetch it as `….gz` and unpack it. */
export const isPacked = (url: string): boolean => isModel(url) || WORKERS.test(pathOf(url));

/** Whether it belongs to a model: such files aren't fetched before someone asks for them. */
export const isModel = (url: string): boolean => MODELS.test(pathOf(url));

export const hasWeights = (url: string): boolean => WEIGHTS.test(pathOf(url));

/** First the bytes with even places, then those with odd ones. */
export function splitBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const half = Math.ceil(bytes.length / 2);
  const split = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) split[(i >> 1) + (i & 1) * half] = bytes[i]!;
  return split;
}

/** The other way round. */
export function joinBytes(split: Uint8Array): Uint8Array<ArrayBuffer> {
  const half = Math.ceil(split.length / 2);
  const bytes = new Uint8Array(split.length);
  for (let i = 0; i < split.length; i++) bytes[i] = split[(i >> 1) + (i & 1) * half]!;
  return bytes;
}

const TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript",
  json: "application/json",
  wasm: "application/wasm",
};

/** The answer to a request for `….gz`, as if it had been one for the file itself. */
export async function unpackedResponse(response: Response): Promise<Response> {
  const url = pathOf(response.url).replace(/\.gz$/, "");
  // A server may have undone the packing on the way.
  const isDone = response.headers.has("Content-Encoding");
  const body = isDone ? response.body : response.body?.pipeThrough(new DecompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(body).arrayBuffer());
  const type = TYPES[url.split(".").at(-1) ?? ""] ?? "application/octet-stream";
  return new Response(hasWeights(url) ? joinBytes(bytes) : bytes, { headers: { "Content-Type": type } });
}
