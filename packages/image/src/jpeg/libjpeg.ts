import { compileDeflated } from "../codec/compile.js";
import { decoderWasm } from "../codec/decoder-wasm.js";
import { notLoaded } from "../format/image-error.js";

/** What wasm/jpeg/decoder.c exports. Pointers are byte offsets into `memory`. */
type LibjpegExports = {
  readonly memory: WebAssembly.Memory;
  readonly allocate: (length: number) => number;
  readonly release: (pointer: number) => void;
  readonly open: (file: number, length: number, cmyk: 0 | 1) => void;
  /** 0 if there is nothing more to absorb, or never was: a file of one scan is read while its rows are made. */
  readonly absorb: (steps: number) => 0 | 1;
  readonly start: (x: number, width: number) => number;
  readonly width: () => number;
  readonly skip: (rows: number) => void;
  readonly rows: (out: number, count: number) => number;
  readonly close: () => void;
};

/** An instance of libjpeg-turbo, and its warnings about the file it is reading. */
export type Libjpeg = { readonly exports: LibjpegExports; readonly warnings: string[] };

/** WebAssembly memory never shrinks: an instance that has grown beyond this is not kept. */
const KEPT_BYTES = 32 * 2 ** 20;

let compiled: Promise<WebAssembly.Module> | undefined;
let idle: Libjpeg | undefined;

/** The idle instance, or a new one. */
export async function borrowLibjpeg(): Promise<Libjpeg> {
  compiled ??= decoderWasm.jpeg().then(compileDeflated);
  let code: WebAssembly.Module;
  try {
    code = await compiled;
  } catch (error) {
    // A page that was offline may try again.
    compiled = undefined;
    throw notLoaded(error);
  }
  const libjpeg = idle ?? (await instantiate(code));
  idle = undefined;
  libjpeg.warnings.length = 0;
  return libjpeg;
}

/** Returns an instance that has closed its file. One that threw must not be used again. */
export function returnLibjpeg(libjpeg: Libjpeg): void {
  if (libjpeg.exports.memory.buffer.byteLength <= KEPT_BYTES) idle = libjpeg;
}

async function instantiate(code: WebAssembly.Module): Promise<Libjpeg> {
  const warnings: string[] = [];
  const imports = {
    env: {
      fail: (template: number, parameters: number): never => {
        throw new LibjpegError(message(exports.memory, template, parameters));
      },
      warn: (template: number, parameters: number): void => {
        warnings.push(message(exports.memory, template, parameters));
      },
    },
  };
  const { exports } = (await WebAssembly.instantiate(code, imports)) as unknown as { exports: LibjpegExports };
  return { exports, warnings };
}

/** libjpeg-turbo's message when it fails. */
export class LibjpegError extends Error {}

/** One of libjpeg's messages, with its parameters, which are integers. */
function message({ buffer }: WebAssembly.Memory, template: number, parameters: number): string {
  const bytes = new Uint8Array(buffer, template);
  const text = String.fromCharCode(...bytes.subarray(0, bytes.indexOf(0)));
  const numbers = new DataView(buffer, parameters);
  let next = 0;
  return text.replaceAll(/%(0\d)?(d|u|x|ld)/g, (_, __, kind: string) => {
    const value = numbers.getInt32(4 * next++, true);
    return kind === "x" ? (value >>> 0).toString(16) : String(value);
  });
}
