import { Alt2imgError } from "@alt2img/core";
import type { PackagedFolder, TinyTrainingSet, TinyWorld } from "@alt2img/tiny";

type VerifiedFile = {
  part: string;
  path: string;
  bytes: number;
  /** What is wrong with it; left out where nothing is. */
  problem?: string;
};

/** What `alt2img tiny verify --format json` writes. Plain data. */
export type TinyVerification = {
  ok: boolean;
  files: VerifiedFile[];
  /** How many rows the Parquet file has; left out where it cannot be read. */
  rows?: number;
  /** What is wrong with its rows; left out where nothing is. */
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

/** The number of each row is its place; a file that was put together wrongly would show here. */
async function countRows(trainingSet: TinyTrainingSet): Promise<number> {
  const expected = await trainingSet.rowCount();
  let rows = 0;
  for await (const { id } of trainingSet.rows({ columns: ["id"] })) {
    if (id !== rows)
      throw new Alt2imgError("cli/tiny-rows", `Row ${rows} of the training set says that it is row ${id}.`);
    rows++;
  }
  if (rows !== expected) {
    throw new Alt2imgError("cli/tiny-rows", `The training set has ${rows} rows; its footer says ${expected}.`);
  }
  return rows;
}

/** What went wrong, for people. Anything but an `Alt2imgError` is a mistake of ours, and thrown again. */
async function problemOf(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof Alt2imgError) return error.message;
    throw error;
  }
}
