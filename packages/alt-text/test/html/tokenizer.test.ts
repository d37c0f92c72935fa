import { readdirSync, readFileSync } from "node:fs";
import { sharedData } from "@alt2img/testing/node";
import { describe, expect, it } from "vitest";
import { type InitialState, tokenizeTags } from "../../src/html/read-tags.js";

type Html5libToken = [kind: string, ...rest: unknown[]];
type Html5libTest = {
  description: string;
  input: string;
  output: Html5libToken[];
  initialStates?: InitialState[];
  lastStartTag?: string;
  doubleEscaped?: boolean;
};

// html5lib-tests has more files than the shared data: `ALT2IMG_HTML5LIB_TOKENIZER` names a folder with all of them.
const folder = process.env["ALT2IMG_HTML5LIB_TOKENIZER"] ?? sharedData("html/html5lib-tokenizer");

/** Only the tags, in one form for both. */
function expectedTags(output: Html5libToken[]): unknown[] {
  return output.flatMap(([kind, name, attributes, selfClosing]) => {
    if (kind === "StartTag") return [["start", name, attributes, selfClosing === true]];
    return kind === "EndTag" ? [["end", name]] : [];
  });
}

function foundTags(input: string, initialState: InitialState, lastStartTag: string | undefined): unknown[] {
  const options = lastStartTag === undefined ? { initialState } : { initialState, lastStartTag };
  return Array.from(tokenizeTags(input, options), (tag) =>
    tag.kind === "end" ? ["end", tag.name] : ["start", tag.name, Object.fromEntries(tag.attributes), tag.selfClosing],
  );
}

function unescapeTwice<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replace(/\\\\u([0-9A-Fa-f]{4})/g, "\\u$1"));
}

describe.skipIf(folder === undefined)("html5lib's tokenizer tests", () => {
  for (const file of readdirSync(folder ?? ".").filter((name) => name.endsWith(".test"))) {
    const { tests = [] } = JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as { tests?: Html5libTest[] };
    describe.skipIf(tests.length === 0)(file, () => {
      for (const test of tests) {
        for (const state of test.initialStates ?? ["Data state" as const]) {
          it(`${test.description} (${state})`, () => {
            const { input, output } = test.doubleEscaped === true ? unescapeTwice(test) : test;
            expect(foundTags(input, state, test.lastStartTag)).toEqual(expectedTags(output));
          });
        }
      }
    });
  }
});
