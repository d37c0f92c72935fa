export { axeViolations } from "./axe.js";
export { focusOrder } from "./focus-order.js";
export { hostileTexts, hostileUrls } from "./hostile-texts.js";
export { type PageLog, watchPage } from "./watch-page.js";
