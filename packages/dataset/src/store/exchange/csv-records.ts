import { Alt2imgError } from "@alt2img/core";

/** The longest record that is read, in characters: a text with a few addresses. A file with one lost quote is a single field. */
const MAX_RECORD_CHARACTERS = 16 * 1024 * 1024;

export type CsvRecord = {
  /** The line on which the record starts, from 1. */
  line: number;
  fields: string[];
};

/**
 * The records of a CSV file (RFC 4180), in constant memory. Quotes inside a quoted field are doubled; a quote within an unquoted one is a
 * character. Lines end with `\r\n`, `\n` or `\r`; blank ones are skipped. npm's csv-parse needs Node's streams, and Papa Parse has no
 * limit for a field.
 *
 * @param separator what is between fields: `,`, `;` or a tab
 * @throws Alt2imgError `dataset/csv` for a record that is too long, a quote that isn't closed, or something after a closed one
 */
export async function* csvRecords(
  texts: AsyncIterable<string>,
  separator: string,
): AsyncGenerator<CsvRecord, void, undefined> {
  let fields: string[] = [];
  let field = "";
  let state: "start" | "plain" | "quoted" | "closed" = "start";
  let line = 1;
  let first = 1;
  let length = 0;
  let afterReturn = false;
  const bad = (what: string): Alt2imgError => new Alt2imgError("dataset/csv", `Line ${line}: ${what}.`);
  const endField = (): void => {
    fields.push(field);
    field = "";
    state = "start";
  };
  const endRecord = (): CsvRecord | undefined => {
    const isBlank = fields.length === 0 && field === "" && state === "start";
    if (!isBlank) endField();
    const record = { line: first, fields };
    fields = [];
    length = 0;
    return isBlank ? undefined : record;
  };
  for await (const text of texts) {
    for (let i = 0; i < text.length; ) {
      const character = text[i]!;
      if (afterReturn && character === "\n") {
        afterReturn = false;
        i++;
        continue;
      }
      afterReturn = false;
      if (state === "quoted") {
        // Everything up to the next quote at once.
        const end = text.indexOf('"', i);
        const part = text.slice(i, end === -1 ? text.length : end);
        for (let at = part.indexOf("\n"); at !== -1; at = part.indexOf("\n", at + 1)) line++;
        field += part;
        length += part.length;
        i += part.length;
        if (end !== -1) {
          state = "closed";
          i++;
        }
      } else if (character === '"' && state !== "plain") {
        // A second quote is a character, and the field isn't closed after all.
        if (state === "closed") field += '"';
        state = "quoted";
        length++;
        i++;
      } else if (character === separator) {
        endField();
        length++;
        i++;
      } else if (character === "\n" || character === "\r") {
        const record = endRecord();
        afterReturn = character === "\r";
        i++;
        first = ++line;
        if (record !== undefined) yield record;
      } else if (state === "closed") throw bad("there is something between a closing quote and the end of its field");
      else {
        const end = nextSpecial(text, i, separator);
        field += text.slice(i, end);
        length += end - i;
        state = "plain";
        i = end;
      }
      if (length > MAX_RECORD_CHARACTERS) {
        throw bad(
          `the record that starts on line ${first} is longer than ${MAX_RECORD_CHARACTERS} characters; is a quote missing?`,
        );
      }
    }
  }
  if (state === "quoted") throw bad(`a quote in the record that starts on line ${first} isn't closed`);
  const record = endRecord();
  if (record !== undefined) yield record;
}

function nextSpecial(text: string, start: number, separator: string): number {
  for (let i = start; i < text.length; i++) {
    const character = text[i];
    if (character === separator || character === "\n" || character === "\r") return i;
  }
  return text.length;
}
