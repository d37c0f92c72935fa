import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The data packages, by their folders in `parts/`, with a description of each. */
const PARTS: Readonly<Record<string, string>> = {
  clip: "The tiny CLIP, in the layout of Hugging Face's `CLIPModel`.",
  crawl: "A small crawl with the truth about it: WARC, WAT, CDXJ and JSON.",
  lcm: "The files of the tiny Stable Diffusion in four steps that differ from those of the tiny Stable Diffusion.",
  "skewed-twin": "The files of the skewed twin that differ from those of the tiny Stable Diffusion.",
  "stable-diffusion": "The tiny Stable Diffusion, in the layout of diffusers' `StableDiffusionPipeline`.",
  "training-set": "Every drawing that the tiny models learned from, in one Parquet file.",
};

const HEADER = "// Written by `npm run entries` in packages/tiny.\n";
const MARKS = ["<!-- files -->\n", "<!-- /files -->"] as const;

/**
 * Makes the module of each data package, which lists what is in `files/` with sizes and SHA-256, and the same as a table in
 * its README.
 *
 * @param home the folder with the data packages
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

/** All files below a folder, with `/` as separator on every system. */
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

// Each URL is a literal, because bundlers recognise only that form.
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

/** The README with an up-to-date table of files between its two marks. */
function readmeOf(text: string, files: readonly File[]): string {
  const [start, end] = MARKS.map((mark) => text.indexOf(mark));
  if (start === undefined || end === undefined || start < 0 || end < start) {
    throw new Error(`A README has no table of files to replace: it lacks ${MARKS[0].trim()} and ${MARKS[1]}.`);
  }
  const rows = files.map(
    ({ path, bytes, sha256 }) => `| \`${path}\` | ${bytes.toLocaleString("en")} | \`${sha256}\` |\n`,
  );
  return `${text.slice(0, start)}${MARKS[0]}\n| file | bytes | SHA-256 |\n|---|---|---|\n${rows.join("")}\n${text.slice(end)}`;
}
