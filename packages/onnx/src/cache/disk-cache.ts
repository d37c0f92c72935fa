import { openUrl, type RandomAccessBytes } from "@alt2img/core";
import type { NodeModules } from "../node-modules.js";
import type { ModelCache, PartialFile } from "./model-cache.js";

/** The head of each file in the cache: JSON, filled up with spaces. The model's bytes come after it. */
const HEAD_BYTES = 4096;

/** The most of a key, which may be a long URL, that goes into the head, for people to read: the file's name is the hash of all of it. */
const MAX_KEY = 300;
/** A longer one isn't stored, so the download can't be resumed. */
const MAX_VALIDATOR = 1000;

/** After so long without a write (in ms), a partial file of another machine counts as abandoned. */
const ABANDONED = 600_000;

type Head = { key: string; validator?: string | undefined; byteLength?: number };

/** What this thread is writing, so that another download doesn't continue it. */
const inUse = new Set<string>();

/**
 * A folder as a cache. A file is written under a name that ends in `.partial`, then to the disk, then renamed: so
 * every reader finds it complete, also after a kill or a power cut, and with several processes. The names are hashes
 * of the keys.
 *
 * @param folder created when the first file is written. Files never expire: to clear the cache, delete the folder
 */
export function diskCache(folder: string, { fs, path, url, crypto, os, threads }: NodeModules): ModelCache {
  const writer = `${os.hostname()}-${process.pid}-${threads.threadId}`.replaceAll(/[^\w-]/g, "_");
  const nameOf = (key: string): string => crypto.createHash("sha256").update(key).digest("hex");

  /** The bytes after the head. */
  async function body(file: string, byteLength: number): Promise<RandomAccessBytes> {
    const bytes = await openUrl(url.pathToFileURL(file));
    return {
      byteLength,
      slice: (start, end = byteLength, options) =>
        bytes.slice(HEAD_BYTES + start, HEAD_BYTES + Math.min(end, byteLength), options),
    };
  }

  async function open(key: string): Promise<RandomAccessBytes | undefined> {
    const file = path.join(folder, nameOf(key));
    const found = await readHead(file);
    if (found === undefined) return undefined;
    const { head, byteLength } = found;
    if (head?.key === shown(key) && head.byteLength === byteLength) return body(file, byteLength);
    await fs.rm(file, { force: true });
    return undefined;
  }

  /** `undefined` if there is no file; without `head` if it has none. */
  async function readHead(file: string): Promise<{ head: Head | undefined; byteLength: number } | undefined> {
    const handle = await fs.open(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
    if (handle === undefined) return undefined;
    try {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
      const { size } = await handle.stat();
      return { head: parseHead(buffer.subarray(0, bytesRead)), byteLength: size - HEAD_BYTES };
    } finally {
      await handle.close();
    }
  }

  /** Takes over a partial file that no one writes to any more by renaming it: only one caller can succeed. */
  async function adopt(key: string, own: string): Promise<Head | undefined> {
    const name = nameOf(key);
    const halves = (await fs.readdir(folder)).filter(
      (each) => each.startsWith(`${name}.`) && each.endsWith(".partial"),
    );
    for (const half of halves) {
      const file = path.join(folder, half);
      if (!(await isAbandoned(file))) continue;
      const taken = await fs.rename(file, own).then(
        () => true,
        () => false,
      );
      if (!taken) continue;
      const found = await readHead(own);
      if (found?.head?.key === shown(key) && found.byteLength >= 0) return found.head;
      await fs.rm(own, { force: true });
    }
    return undefined;
  }

  async function isAbandoned(file: string): Promise<boolean> {
    if (inUse.has(file)) return false;
    const [, by = ""] = path.basename(file).split(".");
    if (by === writer) return true;
    const [, host, pid] = /^(.*)-(\d+)-\d+$/.exec(by) ?? [];
    const isOtherProcess = host !== undefined && writer.startsWith(`${host}-`) && Number(pid) !== process.pid;
    if (isOtherProcess) return !isAlive(Number(pid));
    const stats = await fs.stat(file).catch(() => undefined);
    return stats !== undefined && Date.now() - stats.mtimeMs > ABANDONED;
  }

  async function begin(key: string): Promise<PartialFile> {
    await fs.mkdir(folder, { recursive: true });
    const partial = path.join(folder, `${nameOf(key)}.${writer}.${crypto.randomUUID()}.partial`);
    inUse.add(partial);
    let head = (await adopt(key, partial)) ?? { key: shown(key) };
    const handle = await fs.open(partial, "a+").catch((error) => {
      inUse.delete(partial);
      throw error;
    });
    let byteLength = Math.max((await handle.stat()).size - HEAD_BYTES, 0);

    async function writeHead(): Promise<void> {
      // A file opened for appending can't be written at its beginning.
      const at = await fs.open(partial, "r+");
      try {
        await at.write(formatHead(head), 0, HEAD_BYTES, 0);
      } finally {
        await at.close();
      }
    }
    const remove = (): Promise<void> => fs.rm(partial, { force: true });
    async function end(last: () => Promise<void>): Promise<void> {
      try {
        await handle.close();
        await last();
      } finally {
        inUse.delete(partial);
      }
    }

    return {
      get byteLength() {
        return byteLength;
      },
      get validator() {
        return head.validator;
      },
      async restart({ validator }) {
        const kept = validator !== undefined && validator.length <= MAX_VALIDATOR ? { validator } : {};
        head = { key: head.key, ...kept };
        await handle.truncate(0);
        await writeHead();
        byteLength = 0;
      },
      async append(chunk) {
        await handle.writeFile(chunk);
        byteLength += chunk.length;
      },
      read: () => body(partial, byteLength),
      finish: () =>
        end(async () => {
          head = { ...head, byteLength };
          await writeHead();
          await sync(partial);
          await fs.rename(partial, path.join(folder, nameOf(key)));
        }),
      keep: () => end(byteLength > 0 ? async () => {} : remove),
      discard: () => end(remove),
    };
  }

  async function sync(file: string): Promise<void> {
    const handle = await fs.open(file, "r+");
    try {
      await handle.datasync();
    } finally {
      await handle.close();
    }
  }

  return { open, begin, remove: (key) => fs.rm(path.join(folder, nameOf(key)), { force: true }) };
}

const shown = (key: string): string => key.slice(0, MAX_KEY);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function formatHead(head: Head): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES).fill(0x20);
  new TextEncoder().encodeInto(JSON.stringify(head), bytes);
  return bytes;
}

function parseHead(bytes: Uint8Array): Head | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Head;
  } catch {
    return undefined;
  }
}
