import { createHash } from "node:crypto";
import { Alt2imgError } from "@alt2img/core";
import { formatOptOutList, type OptOutList, parseOptOutList } from "@alt2img/dataset/funnel";
import { readPicture } from "../input/read-picture.js";
import { runWithPackages } from "../models/run-with-packages.js";
import { writeOutput } from "../write-output.js";
import { readOptOutListIfThere } from "./opt-out-file.js";

export type OptOutFlags = { domain?: string[]; image?: string[]; picture?: string[] };

/**
 * Adds entries to the opt-out list in a file. If the file doesn't exist, it is created.
 *
 * @throws Alt2imgError `cli/usage`, `cli/input`, `cli/output`
 */
export async function runOptOut(path: string, { domain = [], image = [], picture = [] }: OptOutFlags): Promise<void> {
  if (domain.length + image.length + picture.length === 0) {
    throw new Alt2imgError("cli/usage", "Say what to add: --domain NAME, --image ADDRESS or --picture FILE.");
  }
  const list = await readOptOutListIfThere(path);
  const lines = [...domain.map((each) => `domain ${each}`), ...image.map((each) => `image ${each}`)];
  const added = [entriesOf(lines), ...(picture.length === 0 ? [] : await picturesOf(picture))];
  const all: OptOutList = { domains: [], urls: [], sha256: [], phash: [] };
  for (const each of [list, ...added]) {
    for (const key of ["domains", "urls", "sha256", "phash"] as const) all[key].push(...each[key]);
  }
  await writeOutput(path, formatOptOutList(all));
}

function entriesOf(lines: readonly string[]): OptOutList {
  try {
    return parseOptOutList(lines.join("\n"));
  } catch (error) {
    if (!(error instanceof Alt2imgError)) throw error;
    throw new Alt2imgError("cli/usage", error.message.replace(/^Line \d+ of the opt-out list/, "What was given"), {
      cause: error,
    });
  }
}

/** The hashes of pictures: of the file, and of what it shows. */
const picturesOf = (names: readonly string[]): Promise<OptOutList[]> =>
  runWithPackages(
    async ({ packages, signal }) => {
      const { decodeImage, pHash } = await packages.load("@alt2img/image");
      const lists: OptOutList[] = [];
      for (const name of names) {
        const bytes = await readPicture(name, signal);
        const sha256 = createHash("sha256").update(bytes).digest("hex");
        lists.push({ domains: [], urls: [], sha256: [sha256], phash: [pHash(await decodeImage(bytes, { signal }))] });
      }
      return lists;
    },
    { quiet: true },
  );
