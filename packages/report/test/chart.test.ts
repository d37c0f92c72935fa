import { describe, expect, it } from "vitest";
import { bars } from "../src/chart/bars.js";
import { columns } from "../src/chart/columns.js";
import { funnel } from "../src/chart/funnel.js";
import { stack } from "../src/chart/stack.js";
import { renderHtml } from "../src/html.js";

const data = [
  { label: "named", value: 30, tone: "named" },
  { label: "<missing>", value: 10 },
  { label: "none", value: 0 },
];

describe("bars", () => {
  const drawn = renderHtml(bars("Images", data, { unit: "images", whole: 40 }));

  it("makes the longest bar as wide as the chart and the others in proportion", () => {
    expect([...drawn.matchAll(/class="(?:named|plain)" width="([\d.]+)%"/g)].map(([, width]) => Number(width))).toEqual(
      [100, 33.33],
    );
  });

  it("gives its numbers to people who can't see it, and has them in a table", () => {
    expect(drawn).toContain('aria-label="Images: named 30, &lt;missing&gt; 10, none 0"');
    expect(drawn).toContain('<tr><th scope="row">&lt;missing&gt;</th><td>10</td><td>25 %</td></tr>');
  });
});

describe("stack", () => {
  it("puts the parts side by side, without gaps, over the whole width", () => {
    const drawn = renderHtml(stack("Images", data, { unit: "images" }));
    const parts = [...drawn.matchAll(/<rect class="[a-z]+" x="([\d.]+)%" width="([\d.]+)%" height="28"/g)];
    expect(parts.map(([, x, width]) => [Number(x), Number(width)])).toEqual([
      [0, 75],
      [75, 25],
    ]);
  });

  it("draws nothing when there is nothing", () => {
    const drawn = renderHtml(stack("Images", [{ label: "named", value: 0 }], { unit: "images" }));
    expect(drawn).not.toContain("NaN");
    expect(drawn).toContain("<b>0</b> <span>–</span>");
  });
});

describe("funnel", () => {
  it("draws the rest from the left edge, and each loss to the right of it", () => {
    const steps = [
      { label: "images", value: 10, isLoss: false },
      { label: "no text", value: 4, isLoss: true },
      { label: "pairs", value: 6, isLoss: false },
    ];
    const drawn = renderHtml(funnel("Images", steps, { unit: "images" }));
    expect(drawn).toContain('<rect class="lost" x="60.00%" width="40.00%"');
    expect(drawn).toContain('<rect class="plain" width="60.00%"');
    expect(drawn).toContain('<tr><th scope="row">no text</th><td>−4</td></tr>');
  });
});

describe("columns", () => {
  it("makes heights proportional and draws the mark between two columns", () => {
    const drawn = renderHtml(columns("Lengths", data, { unit: "texts", mark: { before: 1, label: "from here" } }));
    const heights = [...drawn.matchAll(/<rect [^>]* height="([\d.]+)" rx/g)].map(([, height]) => Number(height));
    expect(heights[0]! / heights[1]!).toBeCloseTo(3, 1);
    expect(heights[2]).toBe(0);
    expect(drawn).toContain('<line class="mark" x1="33.33%" x2="33.33%"');
  });
});
