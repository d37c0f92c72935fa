import { open, readFile, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { Alt2imgError } from "@alt2img/core";

const LOCK_FILE = "fetch.lock";

/**
 * Makes sure that one process at a time writes into a folder. The lock of a process that has ended on this machine is taken over.
 *
 * @returns gives the folder free
 * @throws Alt2imgError `dataset/fetch-busy`
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, LOCK_FILE);
  const own = `${process.pid} ${performance.timeOrigin} ${hostname()}\n`;
  for (let isLast = false; ; isLast = true) {
    const file = await open(path, "wx").catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
    if (file !== undefined) {
      await file.writeFile(own);
      await file.close();
      return () => rm(path, { force: true });
    }
    const holder = await readFile(path, "utf8").catch(() => "");
    if (isLast || isAlive(holder)) {
      throw new Alt2imgError(
        "dataset/fetch-busy",
        `Process ${holder.trim() || "unknown"} is fetching into ${folder}. Wait for it; if it isn't running, remove ${path}.`,
      );
    }
    await rm(path, { force: true });
  }
}

/** An empty lock is one whose process was killed right after it had made it. */
function isAlive(holder: string): boolean {
  const [pid = "", start = "", host = ""] = holder.trim().split(" ");
  // It isn't known of another machine.
  if (host !== "" && host !== hostname()) return true;
  if (!/^\d+$/.test(pid)) return false;
  // In a container that was started again, processes have the same numbers as before.
  if (Number(pid) === process.pid) return start === String(performance.timeOrigin);
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
