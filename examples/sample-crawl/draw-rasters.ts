// Draws the PNG, JPEG and WebP pictures from the SVG ones next to them, in Chromium. They are committed, because two
// versions of Chromium don't encode alike; run this again only when a drawing changes.
import { readFile, writeFile } from "node:fs/promises";
import { chromium } from "playwright";

const folder = new URL("images/", import.meta.url);

/** Drawing, formats, width. */
const rasters: [name: string, formats: ("png" | "jpeg" | "webp")[], width: number][] = [
  ["teapot", ["png"], 240],
  ["teapot-red", ["webp"], 240],
  ["cup", ["png"], 160],
  ["bicycle", ["png"], 240],
  ["lighthouse", ["webp"], 240],
  ["robin", ["webp"], 240],
  ["owl", ["webp"], 240],
  ["whale", ["webp"], 240],
  ["onigiri", ["png"], 240],
  ["fish", ["webp"], 240],
  ["school", ["png"], 240],
  ["dog", ["jpeg"], 240],
  ["mountain", ["webp"], 240],
  ["boat", ["webp"], 240],
  ["tart", ["jpeg", "webp"], 240],
  ["tree", ["webp"], 240],
  ["cat", ["jpeg"], 240],
  ["bridge", ["jpeg"], 320],
  ["bus", ["jpeg"], 240],
  ["tomato", ["jpeg"], 240],
  ["caterpillar", ["jpeg"], 240],
  ["baker", ["jpeg"], 240],
  ["bread", ["jpeg"], 240],
  ["doctor", ["jpeg"], 240],
  ["engineer", ["jpeg"], 240],
];

const executablePath = process.env["ALT2IMG_CHROMIUM"];
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  const page = await browser.newPage();
  for (const [name, formats, width] of rasters) {
    const svg = await readFile(new URL(`${name}.svg`, folder), "utf8");
    for (const format of formats) {
      const dataUrl = await page.evaluate(draw, { svg, format, width });
      const bytes = Buffer.from(dataUrl.slice(dataUrl.indexOf(",") + 1), "base64");
      await writeFile(new URL(`${name}.${format === "jpeg" ? "jpg" : format}`, folder), bytes);
    }
  }
} finally {
  await browser.close();
}

/** Runs in the page. All drawings are 4:3 and flat, so that a PNG of their few dozen main colours is small. */
async function draw({ svg, format, width }: { svg: string; format: string; width: number }): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = (width * 3) / 4;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("This browser has no 2D canvas.");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  if (format === "png") {
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Uint32Array(pixels.data.buffer);
    const counts = new Map<number, number>();
    for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
    const main = [...counts]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, 32)
      .map(([colour]) => colour);
    const nearest = new Map<number, number>();
    for (const colour of counts.keys()) {
      let least = Number.POSITIVE_INFINITY;
      for (const candidate of main) {
        let distance = 0;
        for (const shift of [0, 8, 16, 24])
          distance += (((candidate >>> shift) & 255) - ((colour >>> shift) & 255)) ** 2;
        if (distance < least) {
          least = distance;
          nearest.set(colour, candidate);
        }
      }
    }
    for (let i = 0; i < colours.length; i++) colours[i] = nearest.get(colours[i]!)!;
    context.putImageData(pixels, 0, 0);
  }
  return canvas.toDataURL(`image/${format}`, 0.62);
}
