import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { html, renderHtml, trustedHtml } from "../src/html.js";

describe("html", () => {
  it("escapes inserted values, in text and in attributes", () => {
    const text = `<script>"O'Hara" & co</script>`;
    expect(renderHtml(html`<p title="${text}">${text}</p>`)).toBe(
      `<p title="&lt;script&gt;&quot;O&#39;Hara&quot; &amp; co&lt;/script&gt;">&lt;script&gt;&quot;O&#39;Hara&quot; &amp; co&lt;/script&gt;</p>`,
    );
  });

  it("inserts HTML and lists of it as they are", () => {
    const items = ["a", "<b>"].map((item) => html`<li>${item}</li>`);
    expect(renderHtml(html`<ul>${items}</ul>`)).toBe("<ul><li>a</li><li>&lt;b&gt;</li></ul>");
  });

  it("writes nothing for undefined and false, and numbers as they are", () => {
    expect(renderHtml(html`${undefined}${false}${0}${""}`)).toBe("0");
  });

  it("doesn't take a string for HTML that another template made", () => {
    expect(renderHtml(html`${renderHtml(trustedHtml("<i>"))}`)).toBe("&lt;i&gt;");
  });

  it("lets no text break out of a quoted attribute or into the markup", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const written = renderHtml(html`${text}`);
        expect(written).not.toMatch(/[<>"']/);
        expect(written.replace(/&(amp|lt|gt|quot|#39);/g, "")).not.toContain("&");
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
