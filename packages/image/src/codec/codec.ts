import { notLoaded } from "../format/image-error.js";
import { compileDeflated } from "./compile.js";

/** What a call of one of jSquash's Emscripten modules gives. */
type CodecModule = {
  decode?: (bytes: Uint8Array, option?: boolean | number) => CodecPixels | null;
  encode?: (
    pixels: Uint8Array | Uint8ClampedArray,
    width: number,
    height: number,
    options: object,
  ) => Uint8Array | null;
};

export type CodecPixels = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray };

export type CodecFactory = (options: {
  noInitialRun: true;
  instantiateWasm: (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance) => void,
  ) => WebAssembly.Exports;
  print: (line: string) => void;
  printErr: (line: string) => void;
}) => Promise<CodecModule>;

/** What `codecs/` has of a codec: glue code and its WebAssembly, deflated, in base64. */
export type CodecFile = { readonly default: CodecFactory; readonly wasm: string };

/** A codec, and what it prints while it works: its only way to warn. */
type Codec = { readonly module: CodecModule; readonly messages: string[]; readonly memory: BoundedMemory };

/**
 * Lends a codec to a function while that runs. The codec gets at most `maxMemory` bytes of memory, and fails beyond:
 * that bounds what a hostile file can take, whatever its inner headers say.
 */
export type LendCodec = <T>(maxMemory: number, use: (codec: Codec) => T) => Promise<T>;

/** WebAssembly memory never shrinks: an instance that has grown beyond this is not kept. */
const KEPT_BYTES = 128 * 2 ** 20;

/**
 * Loads a codec on first use and lends its one instance to `use`, which must not await. An instance that failed or has
 * grown large is thrown away; the compiled code is kept.
 */
export function codecLoader(load: () => Promise<CodecFile>): LendCodec {
  let compiled: Promise<{ factory: CodecFactory; code: WebAssembly.Module }> | undefined;
  let idle: Codec | undefined;
  return async (maxMemory, use) => {
    compiled ??= load().then(async ({ default: factory, wasm }) => ({ factory, code: await compileDeflated(wasm) }));
    let loaded: Awaited<typeof compiled>;
    try {
      loaded = await compiled;
    } catch (error) {
      // A page that was offline may try again.
      compiled = undefined;
      throw notLoaded(error);
    }
    const codec = idle ?? (await instantiate(loaded.factory, loaded.code));
    idle = undefined;
    codec.messages.length = 0;
    codec.memory.limit = maxMemory;
    const result = use(codec);
    if (codec.memory.byteLength <= KEPT_BYTES) idle = codec;
    return result;
  };
}

async function instantiate(factory: CodecFactory, code: WebAssembly.Module): Promise<Codec> {
  const messages: string[] = [];
  const say = (line: string): void => {
    // A hostile file can warn without end.
    if (messages.length < 20) messages.push(line);
  };
  // Asynchronously, because a page's main thread may refuse to do it synchronously.
  let memory: BoundedMemory | undefined;
  const module = await new Promise<CodecModule>((resolve, reject) => {
    factory({
      noInitialRun: true,
      instantiateWasm: (imports, done) => {
        WebAssembly.instantiate(code, imports)
          .then((instance) => {
            memory = boundMemory(instance);
            done(instance);
          })
          .catch(reject);
        return {};
      },
      print: say,
      printErr: say,
    }).then(resolve, reject);
  });
  if (memory === undefined) throw new Error("The codec started without its memory.");
  return { module, messages, memory };
}

/** The memory of a codec, which asks JavaScript for more. */
type BoundedMemory = { limit: number; readonly byteLength: number };

function boundMemory({ exports }: WebAssembly.Instance): BoundedMemory {
  const memory = Object.values(exports).find((each) => each instanceof WebAssembly.Memory);
  if (memory === undefined) throw new Error("The codec has no memory of its own.");
  const bounded = {
    limit: Number.POSITIVE_INFINITY,
    get byteLength() {
      return memory.buffer.byteLength;
    },
  };
  const grow = memory.grow.bind(memory);
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + 65536 * pages > bounded.limit) throw new RangeError("beyond the codec's limit");
    return grow(pages);
  };
  return bounded;
}
