import { Alt2imgError } from "@alt2img/core";
import type { PackagedFolder, TinyTrainingSet, TinyWorld } from "@alt2img/tiny";

type VerifiedFile = {
  part: string;
  path: string;
  bytes: number;
  /** What is wrong with it; left out if it is intact. */
  problem?: string;
};

/** What `alt2img tiny verify --format json` writes. Plain data. */
export type TinyVerification = {
  ok: boolean;
  files: VerifiedFile[];
  /** How many rows the Parquet file has; left out if it can't be read. */
  rows?: number;
  /** What is wrong with its rows; left out if they are intact. */
  problem?: string;
};

/** Reads every file of the tiny world and compares its size and SHA-256; opens the training set and counts its rows. */
export async function verifyTiny(world: TinyWorld): Promise<TinyVerification> {
  const parts: readonly PackagedFolder[] = Object.values(world);
  const files: VerifiedFile[] = [];
  for (const part of parts) {
    for (const { path, bytes } of await part.files()) {
      const problem = await problemOf(() => part.read(path));
      files.push({ part: part.name, path, bytes, ...(problem === undefined ? {} : { problem }) });
    }
  }
  let rows: number | undefined;
  const problem = await problemOf(async () => {
    rows = await countRows(world.trainingSet);
  });
  return {
    ok: problem === undefined && files.every((file) => file.problem === undefined),
    files,
    ...(rows === undefined ? {} : { rows }),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** Checks that the number of each row is its position, which it isn't in a file that was joined wrongly. */
async function countRows(trainingSet: TinyTrainingSet): Promise<number> {
  const expected = await trainingSet.rowCount();
  let rows = 0;
  for await (const { id } of trainingSet.rows({ columns: ["id"] })) {
    if (id !== rows)
      throw new Alt2imgError(
        "cli/tiny-rows",
        `Row ${rows} of the training set has the number ${id}. Download the training set again.`,
      );
    rows++;
  }
  if (rows !== expected) {
    throw new Alt2imgError(
      "cli/tiny-rows",
      `The training set has ${rows} rows, but its footer says ${expected}. Download the training set again.`,
    );
  }
  return rows;
}

/** What went wrong, for people. Anything but an `Alt2imgError` is a bug, and is thrown again. */
async function problemOf(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof Alt2imgError) return error.message;
    throw error;
  }
}
