// Asks Chromium for the accessible names of the snippets, and writes accessible-names.json and control-names.json beside this file.
// Run from the package: node test/golden/make-accessible-names.mjs [PATH OF CHROMIUM]
import { writeFileSync } from "node:fs";
import { chromium } from "playwright";
import { snippets } from "./accessible-names.snippets.mjs";
import { snippets as controls } from "./control-names.snippets.mjs";

const browser = await chromium.launch({ executablePath: process.argv[2] ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();
const session = await page.context().newCDPSession(page);
await session.send("Accessibility.enable");
const provenance = {
  tool: `Chromium ${browser.version()}, Accessibility.getPartialAXTree of the DevTools protocol`,
  script: "make-accessible-names.mjs",
};
await write("accessible-names.json", snippets);
await write("control-names.json", controls);
await browser.close();

/** @param {string} file @param {string[]} snippets */
async function write(file, snippets) {
  const cases = [];
  for (const html of snippets) cases.push(await accessibleName(html));
  writeFileSync(new URL(file, import.meta.url), `${JSON.stringify({ ...provenance, cases }, null, 1)}\n`);
}

/** @param {string} html */
async function accessibleName(html) {
  await page.setContent(`<!doctype html><html lang="en"><title>page</title><body>${html}`);
  const { root } = await session.send("DOM.getDocument", { depth: 0 });
  const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector: "#x" });
  const { nodes } = await session.send("Accessibility.getPartialAXTree", { nodeId, fetchRelatives: false });
  const [node] = nodes;
  if (node === undefined) throw new Error(`Chromium has no node for ${html}`);
  return {
    html,
    ignored: node.ignored,
    ...(node.ignored ? { reasons: (node.ignoredReasons ?? []).map(({ name }) => name) } : {}),
    role: node.role?.value,
    name: node.name?.value ?? "",
    ...(node.description?.value ? { description: node.description.value } : {}),
  };
}
