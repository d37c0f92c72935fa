import { lookup } from "node:dns/promises";
import { availableParallelism } from "node:os";
import { Alt2imgError, type OnDiagnostic, type OnProgress } from "@alt2img/core";
import type { ResolveHost } from "./address/checked-lookup.js";
import { checkResize, type ResizeSettings } from "./pictures/picture-settings.js";

export type FetchLimits = {
  /** All that an address may take: robots.txt, redirects, retries, waiting, decoding. Default 60,000 ms. */
  deadlineMs: number;
  /** Until there is a connection. Default 10,000 ms. */
  connectMs: number;
  /** Until the head of an answer, and between two pieces of it. Default 20,000 ms. */
  silenceMs: number;
  /** For decoding one picture and storing it. Default 20,000 ms. */
  decodeMs: number;
  /** Of a file, also after its content coding is undone. Default 32 MiB. */
  maxBytes: number;
  /** Of a picture. Default 89,478,485, above which Pillow warns of a decompression bomb. */
  maxPixels: number;
  /** Default 5. */
  maxRedirects: number;
};

export type FetchOptions = {
  /**
   * Which addresses are asked for: those without a state (`"missing"`, default), the failures too (`"failed"`), or all (`"all"`),
   * where servers that gave an `ETag` or `Last-Modified` only have to say that an image is still the same.
   */
  refetch?: "missing" | "failed" | "all" | undefined;
  /** How many addresses at a time. Default 64. */
  concurrency?: number | undefined;
  /** How many requests a host at a time. Default 4. */
  perHost?: number | undefined;
  /** How often an address is tried again after a failure that may pass. Default 2. */
  retries?: number | undefined;
  /** The longest wait before the first of these, doubled each time; a longer `Retry-After` counts. Default 1000 ms. */
  backoffMs?: number | undefined;
  limits?: Partial<FetchLimits> | undefined;
  /** Begins with a product token of letters, `_` and `-`, which robots.txt files can name. Default `AltToImg`. */
  userAgent?: string | undefined;
  /** Other robots whose rules in robots.txt and headers count as if they were for us too, such as `["img2dataset", "gptbot"]`. */
  robots?: readonly string[] | undefined;
  /** Whether robots.txt, `X-Robots-Tag` and `TDM-Reservation` count. Default true. */
  respectOptOut?: boolean | undefined;
  /** Left out, the exact bytes are kept. */
  resize?: ResizeSettings | undefined;
  /** `"pixels"` decodes each picture; `"header"` doesn't, which is faster. Default `"pixels"`. */
  check?: "pixels" | "header" | undefined;
  /** Also computes the perceptual hash `phash` of `@alt2img/image`. Default false. */
  phash?: boolean | undefined;
  /** Worker threads that decode. Default: one less than there are cores, from 1 to 4. */
  threads?: number | undefined;
  /** Finds a host's addresses; they are checked whatever it gives. Default: the system's resolver. */
  resolve?: ResolveHost | undefined;
  /** Allows 127.0.0.0/8 and ::1: for tests with a server of one's own. Default false. */
  allowLoopback?: boolean | undefined;
  /** For lines of the state file that can't be read. */
  onDiagnostic?: OnDiagnostic | undefined;
  /** Stage `"fetch"`: pairs. */
  onProgress?: OnProgress | undefined;
  /** Stops; the loop throws the signal's reason, and a later run continues. */
  signal?: AbortSignal | undefined;
};

/** As `FetchOptions`, checked and with the defaults. */
export type CheckedFetchOptions = {
  readonly [Name in Exclude<keyof FetchOptions, "resize" | "onProgress" | "limits" | "signal">]-?: NonNullable<
    FetchOptions[Name]
  >;
} & {
  readonly limits: FetchLimits;
  /** The product token of `userAgent`, in lower case. */
  readonly agent: string;
  readonly resize: ResizeSettings | undefined;
  readonly onProgress: OnProgress | undefined;
  readonly signal: AbortSignal | undefined;
};

const PRODUCT = "AltToImg";

/** @throws Alt2imgError `dataset/fetch-option` */
export function checkFetchOptions({ limits, ...options }: FetchOptions): CheckedFetchOptions {
  const {
    userAgent = `${PRODUCT} (+https://github.com/alt2img/alt2img)`,
    refetch = "missing",
    check = "pixels",
  } = options;
  const agent = /^[a-zA-Z_-]+(?=$|[\s/])/.exec(userAgent)?.[0].toLowerCase();
  if (agent === undefined || /[^\x20-\x7e]/.test(userAgent)) {
    wrong("userAgent", userAgent, "a name of letters, “_” and “-” (RFC 9309), then a space, a slash or nothing");
  }
  if (!["missing", "failed", "all"].includes(refetch)) wrong("refetch", refetch, "missing, failed or all");
  if (!["pixels", "header"].includes(check)) wrong("check", check, "pixels or header");
  if (options.resize !== undefined) checkResize(options.resize);
  return {
    ...{ agent, userAgent, refetch, check },
    concurrency: count("concurrency", options.concurrency ?? 64, 1),
    perHost: count("perHost", options.perHost ?? 4, 1),
    retries: count("retries", options.retries ?? 2, 0),
    backoffMs: count("backoffMs", options.backoffMs ?? 1000, 0),
    threads: count("threads", options.threads ?? Math.min(4, Math.max(1, availableParallelism() - 1)), 1),
    limits: {
      deadlineMs: count("limits.deadlineMs", limits?.deadlineMs ?? 60_000, 1),
      connectMs: count("limits.connectMs", limits?.connectMs ?? 10_000, 1),
      silenceMs: count("limits.silenceMs", limits?.silenceMs ?? 20_000, 1),
      decodeMs: count("limits.decodeMs", limits?.decodeMs ?? 20_000, 1),
      maxBytes: count("limits.maxBytes", limits?.maxBytes ?? 32 * 2 ** 20, 1),
      maxPixels: count("limits.maxPixels", limits?.maxPixels ?? 89_478_485, 1),
      maxRedirects: count("limits.maxRedirects", limits?.maxRedirects ?? 5, 0),
    },
    robots: (options.robots ?? []).map((name) => name.toLowerCase()),
    respectOptOut: options.respectOptOut ?? true,
    resize: options.resize,
    phash: options.phash ?? false,
    resolve: options.resolve ?? ((host) => lookup(host, { all: true })),
    allowLoopback: options.allowLoopback ?? false,
    onDiagnostic: options.onDiagnostic ?? (() => {}),
    onProgress: options.onProgress,
    signal: options.signal,
  };
}

/** `setTimeout` takes no more. */
const LARGEST = 2 ** 31 - 1;

function count(name: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least && value <= LARGEST) return value;
  return wrong(name, value, `a whole number from ${least} to ${LARGEST}`);
}

function wrong(name: string, found: unknown, expected: string): never {
  throw new Alt2imgError("dataset/fetch-option", `${name} is ${JSON.stringify(found)}; expected ${expected}.`);
}
