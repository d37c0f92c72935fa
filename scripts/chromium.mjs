// Which Chromium the tests run in: the one named by ALT2IMG_CHROMIUM, Debian's, or Playwright's own.
import { existsSync } from "node:fs";
import { chromium } from "playwright";

/** @returns {string | undefined} the path of its executable; `undefined` if there is none */
export function findChromium() {
  const places = [process.env["ALT2IMG_CHROMIUM"], "/usr/bin/chromium", chromium.executablePath()];
  return places.find((path) => path !== undefined && existsSync(path));
}
