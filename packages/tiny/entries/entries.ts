import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The packages of data, by their folders in `parts/`, and what each is. */
const PARTS: Readonly<Record<string, string>> = {
  clip: "The tiny CLIP, in the layout of Hugging Face's `CLIPModel`.",
  crawl: "A small crawl with the truth about it: WARC, WAT, CDXJ and JSON.",
  "skewed-twin": "The files of the skewed twin that differ from those of the tiny Stable Diffusion.",
  "stable-diffusion": "The tiny Stable Diffusion, in the layout of diffusers' `StableDiffusionPipeline`.",
  "training-set": "Every drawing that the tiny models learned from, in one Parquet file.",
};

const HEADER = "// Written by `npm run entries` in packages/tiny.\n";
const MARKS = ["<!-- files -->\n", "<!-- /files -->"] as const;

/**
 * The modules that follow from what is in `files/` of each package of data, with the size and SHA-256 of each file, and the
 * same as a table in its README.
 *
 * @param home the folder with the packages of data
 * @returns contents by path
 */
export function entries(home: string): Map<string, string> {
  return new Map(
    Object.entries(PARTS)
      .filter(([part]) => existsSync(join(home, part, "files")))
      .flatMap(([part, summary]) => {
        const files = filesIn(join(home, part, "files"));
        return [
          [`${part}/index.js`, moduleOf(files)],
          [`${part}/index.d.ts`, declarationOf(summary)],
          [`${part}/README.md`, readmeOf(readFileSync(join(home, part, "README.md"), "utf8"), files)],
        ];
      }),
  );
}

type File = { path: string; bytes: number; sha256: string };

/** All files below a folder, with `/` between folders on every system. */
function filesIn(folder: string): File[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(folder, "/").length).replaceAll("\\", "/"))
    .sort()
    .map((path) => {
      const bytes = readFileSync(join(folder, path));
      return { path, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
    });
}

// Each URL is written out, because that is the form that bundlers see.
function moduleOf(files: readonly File[]): string {
  const rows = files.map(
    ({ path, bytes, sha256 }) => `  {
    path: "${path}",
    url: new URL("./files/${path}", import.meta.url),
    bytes: ${bytes},
    sha256: "${sha256}",
  },
`,
  );
  return `${HEADER}export const files = [\n${rows.join("")}];\n`;
}

const declarationOf = (summary: string): string => `${HEADER}
/** ${summary} \`url\` is where the file is, \`bytes\` its size, \`sha256\` in lower-case hexadecimal. */
export declare const files: readonly {
  readonly path: string;
  readonly url: URL;
  readonly bytes: number;
  readonly sha256: string;
}[];
`;

/** The README with its table of files, between two marks, as it is now. */
function readmeOf(text: string, files: readonly File[]): string {
  const [start, end] = MARKS.map((mark) => text.indexOf(mark));
  if (start === undefined || end === undefined || start < 0 || end < start) {
    throw new Error(`A README has no place for its files, between ${MARKS[0].trim()} and ${MARKS[1]}.`);
  }
  const rows = files.map(
    ({ path, bytes, sha256 }) => `| \`${path}\` | ${bytes.toLocaleString("en")} | \`${sha256}\` |\n`,
  );
  return `${text.slice(0, start)}${MARKS[0]}\n| file | bytes | SHA-256 |\n|---|---|---|\n${rows.join("")}\n${text.slice(end)}`;
}
