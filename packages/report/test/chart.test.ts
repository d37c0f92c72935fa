import { describe, expect, it } from "vitest";
import { bars } from "../src/chart/bars.js";
import { columns } from "../src/chart/columns.js";
import { curveChart } from "../src/chart/curve.js";
import { funnel } from "../src/chart/funnel.js";
import { intervals } from "../src/chart/intervals.js";
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

describe("intervals", () => {
  const rows = [
    { label: "<en>", part: 1, whole: 4, share: 0.25, low: 0.05, high: 0.7 },
    { label: "none", part: 0, whole: 0, share: Number.NaN, low: 0, high: 1 },
  ];
  const drawn = renderHtml(intervals("Lost", rows, { part: "lost", whole: "pairs" }));

  it("draws each interval where it is, with the share on it, if there is one", () => {
    expect(drawn).toContain('<rect class="interval" x="5.00%" width="65.00%"');
    expect([...drawn.matchAll(/<circle [^>]*cx="([^"]+)"/g)].map(([, at]) => at)).toEqual(["25.00%"]);
  });

  it("has the numbers in a table and a name for people who can't see it", () => {
    expect(drawn).toContain('aria-label="Lost: &lt;en&gt; 25 %, none –"');
    expect(drawn).toContain("<bdi>&lt;en&gt;</bdi></th><td>1</td><td>4</td><td>25 %</td><td>5 to 70 %</td>");
    expect(drawn).not.toContain("NaN");
  });
});

describe("curveChart", () => {
  const points = [
    { x: -1, share: 0.5, low: 0.25, high: 0.75 },
    { x: 0, share: Number.NaN, low: 0, high: 1 },
    { x: 1, share: 1, low: 0.5, high: 1 },
  ];
  const curve = { label: "recall", tone: "heard", points };
  const drawn = renderHtml(
    curveChart("Recall", [curve], { axis: "cosine", ticks: [-2, -1, 0], mark: { x: 0.5, label: "from <here>" } }),
  );

  it("puts points in proportion, high shares above, and leaves out what isn't known", () => {
    expect(drawn).toContain('<polyline class="line heard" points="0.00,50.00 100.00,0.00"/>');
    expect(drawn).toContain('<polygon class="band heard" points="0.00,25.00 100.00,0.00 100.00,50.00 0.00,75.00"/>');
    expect(drawn).not.toContain("NaN");
  });

  it("writes the ticks that are inside, and marks a place", () => {
    expect([...drawn.matchAll(/class="tick" x="([^"]+)"[^>]*>([^<]+)</g)].map(([, at, label]) => [at, label])).toEqual([
      ["0.00%", "−1.0"],
      ["50.00%", "0.0"],
      ["50%", "cosine"],
    ]);
    expect(drawn).toContain('<line class="mark" x1="75.00%"');
    expect(drawn).toContain("from &lt;here&gt;");
  });

  it("draws a single point in the middle", () => {
    const one = renderHtml(curveChart("One", [{ ...curve, points: points.slice(0, 1) }], { axis: "", ticks: [-1] }));
    expect(one).toContain('points="50.00,50.00"');
  });
});
