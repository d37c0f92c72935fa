// Asks Chromium for the accessible names of the snippets, and writes accessible-names.json and control-names.json beside this file.
// Run from the package: node test/golden/make-accessible-names.mjs [PATH OF CHROMIUM]
import { writeFileSync } from "node:fs";
import { chromium } from "playwright";
import { snippets } from "./accessible-names.snippets.mjs";
import { snippets as controls } from "./control-names.snippets.mjs";
import { snippets as roles } from "./control-roles.snippets.mjs";

const browser = await chromium.launch({ executablePath: process.argv[2] ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();
const session = await page.context().newCDPSession(page);
await session.send("Accessibility.enable");
/** What can be pressed, followed or chosen, by Chromium's names of roles. */
const CONTROLS =
  "button checkbox DisclosureTriangle DisclosureTriangleGrouped link menuitem menuitemcheckbox menuitemradio option radio switch tab treeitem".split(
    " ",
  );
await write("accessible-names.json", snippets, accessibleName);
await write("control-names.json", controls, accessibleName);
await write("control-roles.json", roles, imageAndControl);
await browser.close();

/** @param {string} file @param {string[]} snippets @param {(html: string) => Promise<object>} ask */
async function write(file, snippets, ask) {
  const cases = [];
  for (const html of new Set(snippets)) cases.push(await ask(html));
  const call = ask === accessibleName ? "getPartialAXTree" : "getAXNodeAndAncestors";
  const tool = `Chromium ${browser.version()}, Accessibility.${call} of the DevTools protocol`;
  const provenance = { tool, script: "make-accessible-names.mjs" };
  writeFileSync(new URL(file, import.meta.url), `${JSON.stringify({ ...provenance, cases }, null, 1)}\n`);
}

/** The nodes of the element with id="x" and of the nearest control around it in the tree, where they are exposed. @param {string} html */
async function imageAndControl(html) {
  await page.setContent(`<!doctype html><html lang="en"><title>page</title><body>${html}`);
  const { root } = await session.send("DOM.getDocument", { depth: 0 });
  const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector: "#x" });
  const { nodes } = await session.send("Accessibility.getAXNodeAndAncestors", { nodeId });
  const [image, ...around] = nodes;
  const control = around.find(({ ignored, role }) => !ignored && CONTROLS.includes(role?.value));
  return { html, image: nodeSummary(image), ...(control ? { control: nodeSummary(control) } : {}) };
}

/** @param {any} node */
function nodeSummary(node) {
  return {
    ignored: node.ignored,
    ...(node.ignored ? { reasons: (node.ignoredReasons ?? []).map((/** @type {any} */ { name }) => name) } : {}),
    role: node.role?.value,
    name: node.name?.value ?? "",
  };
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
