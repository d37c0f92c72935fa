import { fuzzParameters } from "@alt2img/testing/node";
import fc from "fast-check";
import { type Token, Tokenizer, TokenizerMode } from "parse5";
import { describe, expect, it } from "vitest";
import { type InitialState, tokenizeTags } from "../../src/html/read-tags.js";

const pieces = [
  ..."<>/=!?-'\"& \t\n\f\r\0;#xaAbé[]`",
  ...[
    "<a",
    "</a",
    "<img ",
    "<IMG",
    "<!--",
    "-->",
    "--!>",
    "<!",
    "<?",
    "</",
    "<script",
    "</script>",
    "</SCRIPT ",
    "<!doctype ",
  ],
  ...[
    "src=",
    ' alt="',
    "='",
    "=>",
    "/>",
    "&amp",
    "&amp;",
    "&notin;",
    "&noti",
    "&#38",
    "&#x26;",
    "&#128;",
    "&#0;",
    "&copy=",
    "&Aacute",
  ],
  ...[
    "<![CDATA[",
    "]]>",
    "\u{1F600}",
    "\uD800",
    "K",
    "</title",
    "</xmp>",
    "&#xD800;",
    "&#x110000;",
    "&ngE;",
    "&lang;x",
  ],
];
const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(""));

const states: Partial<Record<InitialState, number>> = {
  "Data state": TokenizerMode.DATA,
  "RCDATA state": TokenizerMode.RCDATA,
  "RAWTEXT state": TokenizerMode.RAWTEXT,
  "Script data state": TokenizerMode.SCRIPT_DATA,
};

function parse5Tags(html: string, initialState: InitialState, lastStartTag: string): unknown[] {
  const tags: unknown[] = [];
  const ignore = (): void => {};
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: ({ tagName, attrs, selfClosing, location }: Token.TagToken) => {
        const attributes = Object.fromEntries(attrs.map(({ name, value }) => [name, value]));
        tags.push(["start", tagName, attributes, selfClosing, location?.startOffset]);
      },
      onEndTag: ({ tagName, location }: Token.TagToken) => tags.push(["end", tagName, location?.startOffset]),
      onComment: ignore,
      onDoctype: ignore,
      onEof: ignore,
      onCharacter: ignore,
      onNullCharacter: ignore,
      onWhitespaceCharacter: ignore,
    },
  );
  tokenizer.state = states[initialState] as typeof tokenizer.state;
  tokenizer.lastStartTagName = lastStartTag;
  tokenizer.write(html, true);
  return tags;
}

describe("the tokenizer on tag soup", () => {
  it("gives the tags that parse5's gives", () => {
    const anyState = fc.constantFrom(...(Object.keys(states) as InitialState[]));
    fc.assert(
      fc.property(
        soup,
        anyState,
        fc.constantFrom("title", "xmp", "script", "a"),
        (html, initialState, lastStartTag) => {
          const found = Array.from(tokenizeTags(html, { initialState, lastStartTag }), (tag) =>
            tag.kind === "end"
              ? ["end", tag.name, tag.offset]
              : ["start", tag.name, Object.fromEntries(tag.attributes), tag.selfClosing, tag.offset],
          );
          // parse5 counts CR LF as one, so offsets agree only without it.
          const strip = (tags: unknown[]): unknown[] =>
            html.includes("\r") ? tags.map((tag) => (tag as unknown[]).slice(0, -1)) : tags;
          expect(strip(found)).toEqual(strip(parse5Tags(html, initialState, lastStartTag)));
        },
      ),
      fuzzParameters(3_000),
    );
  });
});
