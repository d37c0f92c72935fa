import { Alt2imgError } from "@alt2img/core";
import { ahead } from "./ahead.js";
import { compileFilter } from "./filter.js";
import { type DatasetPart, type FoundRow, matching, type Parts, type RowsOptions, readRows } from "./parts.js";

export type SearchOptions = RowsOptions & {
  /** The column of texts. Default `"TEXT"`, or in files of other programs `"caption"` or `"text"`. */
  column?: string | undefined;
};

type Context = { light: readonly string[]; checkColumns(names: readonly string[]): void; name: string };

const TEXT_COLUMNS = ["TEXT", "caption", "text"];

/** Scripts without spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Row groups that are searched at the same time. */
const WIDTH = 4;

/** See `Dataset.search`. @throws Alt2imgError `dataset/query`, `dataset/no-such-column`, `dataset/threshold` */
export async function* findText(
  { columns, parts }: Parts,
  query: string,
  { column, columns: wanted, filter, ...where }: SearchOptions,
  { light, checkColumns }: Context,
): AsyncGenerator<FoundRow, void, undefined> {
  const matches = textMatcher(query);
  const compiled = compileFilter(filter);
  const text = column ?? TEXT_COLUMNS.find((name) => columns.some((known) => known.name === name)) ?? "TEXT";
  checkColumns([text, ...(wanted ?? []), ...compiled.columns]);
  const work = async (part: DatasetPart): Promise<FoundRow[]> => {
    const numbers = await matching(part, compiled);
    if (numbers.length === 0) return [];
    const texts = await part.read(text);
    return readRows(
      part,
      numbers.filter((i) => matches(texts[i])),
      wanted ?? light,
    );
  };
  for await (const found of ahead(parts(where, compiled), WIDTH, work)) yield* found;
}

/**
 * Whether a text has all words and phrases of a query. Words are compared without case and accents, and as wholes: `cat` isn't
 * in `category`. In scripts without spaces between words (Chinese, Japanese, Thai, …) they may be anywhere.
 *
 * @throws Alt2imgError `dataset/query` for a query without a letter or digit
 */
function textMatcher(query: string): (text: unknown) => boolean {
  const terms = [...fold(query).matchAll(/"([^"]*)"|[^\s"]+/g)]
    .map(([term, phrase]) => wordsOf(phrase ?? term))
    .filter((words) => words.length > 0);
  if (terms.length === 0) {
    throw new Alt2imgError("dataset/query", `The query ${JSON.stringify(query)} has no word. Give at least one.`);
  }
  const patterns = terms.map((words) => {
    const body = words.join("[^\\p{L}\\p{M}\\p{N}]+");
    const start = UNSPACED.test(words[0]!.slice(0, 1)) ? "" : "(?<![\\p{L}\\p{M}\\p{N}])";
    const end = UNSPACED.test(words.at(-1)!.slice(-1)) ? "" : "(?![\\p{L}\\p{M}\\p{N}])";
    return new RegExp(`${start}${body}${end}`, "u");
  });
  return (text) => {
    if (typeof text !== "string") return false;
    const folded = fold(text);
    return patterns.every((pattern) => pattern.test(folded));
  };
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** Without case and accents: `Café` and `CAFE` are the same. */
function fold(text: string): string {
  if (/^\p{ASCII}*$/u.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, "")
    .normalize("NFC")
    .toLowerCase();
}
