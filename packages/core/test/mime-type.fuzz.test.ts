import { fuzzParameters } from "@alt2img/testing/node";
import fc from "fast-check";
import { expect, it } from "vitest";
import { MIMEType } from "whatwg-mimetype";
import { extractMimeType } from "../src/index.js";

const pieces = [...'/;="\\ \t\n\r,a*é\u212a\u0100', "text/html", "charset=", "utf-8", "\x0b", "x=", "; "];
const type = fc.array(fc.constantFrom(...pieces.filter((piece) => piece !== ",")), { maxLength: 10 });

it("parses one type as whatwg-mimetype does", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        type,
        type.map((rest) => ["text/html;", ...rest]),
      ),
      (parts) => {
        const text = parts.join("");
        const reference = MIMEType.parse(text);
        const found = extractMimeType([text]);
        if (reference === null || reference.essence === "*/*") expect(found).toBeUndefined();
        else
          expect([found?.essence, [...(found?.parameters ?? [])]]).toEqual([
            reference.essence,
            [...reference.parameters],
          ]);
      },
    ),
    fuzzParameters(2000),
  );
});

it("treats several lines like one with commas", () => {
  const line = fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 4 }), (lines) => {
      expect(extractMimeType(lines)).toEqual(extractMimeType([lines.join(", ")]));
    }),
    fuzzParameters(2000),
  );
});
