// Checks the alt texts of a page: npm start -- FILE-OR-URL
import { readFile } from "node:fs/promises";
import { extractPage } from "@alt2img/alt-text";
import { judgeImages } from "@alt2img/alt-text/lint";

const [input = "page.html"] = process.argv.slice(2);
const isUrl = /^https?:/.test(input);
const html = isUrl ? await (await fetch(input)).text() : await readFile(input);
const page = extractPage(html, { url: isUrl ? input : "https://example.org/" });

for (const { image, heard, findings } of judgeImages(page)) {
  console.log(`line ${image.line}: ${image.url ?? image.element}`);
  console.log(`  a screen reader says: ${heard.speech ?? "(nothing)"}`);
  for (const { severity, message, suggestion } of findings) {
    console.log(`  ${severity}: ${message} ${suggestion}`);
  }
  // A build can fail on it.
  if (findings.some(({ severity }) => severity === "error")) process.exitCode = 1;
}
