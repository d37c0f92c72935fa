import { createReadStream } from "node:fs";
import { open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Alt2imgError, asObject, type OnDiagnostic } from "@alt2img/core";
import { makeFolder } from "@alt2img/core/node";
import { readLines } from "../../jsonl/lines.js";
import { cutTornLine } from "./cut-torn-line.js";
import type { FetchRecord } from "./fetch-record.js";
import { IMAGES, isImageFile, PARTIAL } from "./image-file.js";
import { lockFolder } from "./lock-folder.js";

/** The name of the file in the folder. */
const STATE_FILE = "fetch.jsonl";
const VERSION = 1;

/** What is known about each URL, in memory and in a file to which lines are only ever appended. */
export type StateFile = {
  get(url: string): FetchRecord | undefined;
  /** Whether this run has appended a record for the URL. */
  isFresh(url: string): boolean;
  /** Resolves when the line is in the file, where the end of the process can't undo it. */
  append(record: FetchRecord): Promise<void>;
  close(): Promise<void>;
};

/**
 * Opens the state of a folder, or begins one. The last line about a URL counts. A line that isn't a record is reported, and its URL
 * is fetched again.
 *
 * @param settings what decides what is stored; the same for all runs
 * @throws Alt2imgError `dataset/fetch-settings` if the folder has images with other settings; `dataset/fetch-state` if its file isn't
 *   one of ours; `dataset/fetch-busy` if another process uses it; `core/write`
 */
export async function openState(
  folder: string,
  settings: Readonly<Record<string, unknown>>,
  onDiagnostic: OnDiagnostic,
): Promise<StateFile> {
  await makeFolder(folder);
  const unlock = await lockFolder(folder);
  try {
    return await openLocked(folder, settings, onDiagnostic, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function openLocked(
  folder: string,
  settings: Readonly<Record<string, unknown>>,
  onDiagnostic: OnDiagnostic,
  unlock: () => Promise<void>,
): Promise<StateFile> {
  await removePartials(folder);
  const path = join(folder, STATE_FILE);
  // Appends wherever the position is.
  const file = await open(path, "a+");
  try {
    await cutTornLine(file);
    const header = JSON.stringify({ alt2imgFetch: VERSION, settings });
    const records = await readState(path, header, onDiagnostic);
    if (records === undefined) await file.appendFile(`${header}\n`);
    return appender(file, records ?? new Map(), unlock);
  } catch (error) {
    await file.close();
    throw error;
  }
}

function appender(
  file: { appendFile(text: string): Promise<void>; close(): Promise<void> },
  records: Map<string, FetchRecord>,
  unlock: () => Promise<void>,
): StateFile {
  const fresh = new Set<string>();
  let lines: string[] = [];
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  /** Everything that came while the last write was under way is one write. */
  const write = async (): Promise<void> => {
    await last.catch(() => {});
    next = undefined;
    const text = lines.join("");
    lines = [];
    last = file.appendFile(text);
    await last;
  };

  return {
    get: (url) => records.get(url),
    isFresh: (url) => fresh.has(url),
    async append(record) {
      lines.push(`${JSON.stringify(record)}\n`);
      next ??= write();
      await next;
      records.set(record.url, record);
      fresh.add(record.url);
    },
    async close() {
      await next?.catch(() => {});
      await last.catch(() => {});
      await file.close();
      await unlock();
    },
  };
}

/** `undefined` for an empty file. */
async function readState(
  path: string,
  header: string,
  onDiagnostic: OnDiagnostic,
): Promise<Map<string, FetchRecord> | undefined> {
  let records: Map<string, FetchRecord> | undefined;
  for await (const { line, text, problem } of readLines(createReadStream(path))) {
    if (records === undefined) {
      checkHeader(path, text, header);
      records = new Map();
      continue;
    }
    const record = problem === undefined ? asRecord(text) : undefined;
    if (record !== undefined) records.set(record.url, record);
    else {
      const message = `${path}, line ${line}: it isn't the record of a fetched image; its address is fetched again.`;
      onDiagnostic({ code: "dataset/fetch-state", message, line, filename: path });
    }
  }
  return records;
}

function checkHeader(path: string, found: string, header: string): void {
  if (found === header) return;
  if (parse(found)?.["alt2imgFetch"] !== VERSION) {
    throw new Alt2imgError(
      "dataset/fetch-state",
      `${path} doesn't begin like the state file of fetchImages. Choose an empty folder, or move this file away.`,
    );
  }
  throw new Alt2imgError(
    "dataset/fetch-settings",
    `The images in ${path} were stored with ${found}, but now it is ${header}. Use the same settings, or another folder.`,
  );
}

function asRecord(text: string): FetchRecord | undefined {
  const value = parse(text);
  if (typeof value?.["url"] !== "string") return undefined;
  const { state, file, sha256, bytes, code, message } = value;
  const isKept = state === "kept" && isImageFile(file) && typeof sha256 === "string" && typeof bytes === "number";
  const isLost = (state === "failed" || state === "skipped") && typeof code === "string" && typeof message === "string";
  // Written by `append`: the other fields are as they were there.
  return isKept || isLost ? (value as unknown as FetchRecord) : undefined;
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** What killed processes were writing. */
async function removePartials(folder: string): Promise<void> {
  const names = await readdir(join(folder, IMAGES)).catch(() => []);
  for (const name of names.filter((each) => each.endsWith(PARTIAL))) {
    await rm(join(folder, IMAGES, name), { force: true });
  }
}
