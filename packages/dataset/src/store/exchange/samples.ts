import { Alt2imgError, type RandomAccessBytes } from "@alt2img/core";
import { parseJson } from "./parse-json.js";
import { tarEntries } from "./tar-entries.js";

/** A file of a sample. */
export type SampleFile = {
  /** Its path, with `/` between the parts. */
  name: string;
  byteLength: number;
  read(): Promise<Uint8Array>;
};

/** The largest file of a sample: a picture, or the JSON about it. */
const MAX_SAMPLE_BYTES = 256 * 1024 * 1024;
/** More files than a sample has in any dataset. */
const MAX_SAMPLE_FILES = 64;

export type FoundSample = { place: string; found: Record<string, unknown> } | { place: string; problem: string };

export type SampleOptions = { pictures: boolean; signal?: AbortSignal | undefined };

/** The samples of a webdataset tar. @see https://github.com/webdataset/webdataset#the-webdataset-format */
export function tarSamples(tar: RandomAccessBytes, options: SampleOptions): AsyncGenerator<FoundSample> {
  const { signal } = options;
  async function* files(): AsyncGenerator<SampleFile> {
    for await (const { name, start, end } of tarEntries(tar, { signal })) {
      const read = async (): Promise<Uint8Array> => new Uint8Array(await tar.slice(start, end, { signal }));
      yield { name, byteLength: end - start, read };
    }
  }
  return samplesOf(files(), options);
}

/**
 * Samples from files: those one after another whose names are the same up to the first dot of the last part
 * (`00000/000000012.jpg`, `.txt`, `.json`). The JSON's keys are the row's, a text is its `txt`, a picture has its ending as the key.
 *
 * @throws Alt2imgError `dataset/tar` for a sample of too many files
 */
export async function* samplesOf(
  source: AsyncIterable<SampleFile>,
  options: SampleOptions,
): AsyncGenerator<FoundSample, void, undefined> {
  let key = "";
  let files: Sample = [];
  for await (const file of source) {
    const [, name = "", ending = ""] = /^((?:.*\/)?[^./][^./]*)\.([^/]*)$/s.exec(file.name) ?? [];
    // Lists and statistics that other programs add belong to no sample; neither do hidden files.
    if (name === "") continue;
    if (name !== key && files.length > 0) {
      yield await readSample(key, files, options);
      files = [];
    }
    key = name;
    if (files.length >= MAX_SAMPLE_FILES) {
      const shown = name.slice(0, 80);
      throw new Alt2imgError(
        "dataset/tar",
        `The sample ${shown} has more than ${MAX_SAMPLE_FILES} files. Is this a webdataset?`,
      );
    }
    files.push([ending.toLowerCase(), file]);
  }
  if (files.length > 0) yield await readSample(key, files, options);
}

type Sample = (readonly [ending: string, file: SampleFile])[];

const PICTURES: ReadonlySet<string> = new Set(["jpg", "jpeg", "png", "webp", "gif", "avif"]);

async function readSample(key: string, files: Sample, { pictures, signal }: SampleOptions): Promise<FoundSample> {
  const found: Record<string, unknown> = {};
  const place = `sample ${key.slice(0, 80)}`;
  for (const [ending, { byteLength, read }] of files) {
    const isPicture = PICTURES.has(ending);
    if ((isPicture && !pictures) || !(isPicture || ending === "txt" || ending === "json")) continue;
    if (byteLength > MAX_SAMPLE_BYTES) return { place, problem: `its ${ending} has ${byteLength} bytes` };
    signal?.throwIfAborted();
    const bytes = await read();
    if (isPicture) found[ending] = bytes;
    else if (ending === "txt") found["txt"] = new TextDecoder().decode(bytes).trim();
    else {
      const json = parseObject(bytes);
      if (json === undefined) return { place, problem: "its JSON isn't an object" };
      for (const [name, value] of Object.entries(json)) found[name] ??= value;
    }
  }
  return { place, found };
}

function parseObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = parseJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
