export type { BrowserProject } from "./browser-project.js";
export { longestTask, taskCategories } from "./longest-task.js";
export { hasChromium, launchChromium, openPage, type PageRun } from "./open-page.js";
export { serveBuiltPage } from "./serve-built-page.js";
export { type Bundler, bundlers, serveBundled } from "./serve-bundled.js";
export { type Served, serveFolders } from "./serve-folders.js";
