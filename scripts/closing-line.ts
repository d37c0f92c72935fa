import type { Reporter, TestModule } from "vitest/node";
import { sharedData } from "../packages/testing/src/node.js";
import { findChromium } from "./chromium.mjs";

/** Says loudly what was left out, and ends a run with one line that any tool can read: `N passed, N failed, N skipped`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let [passed, failed, skipped] = [0, unhandledErrors.length, 0];
    for (const module of modules) {
      let tests = 0;
      for (const test of module.children.allTests()) {
        tests++;
        const { state } = test.result();
        if (state === "passed") passed++;
        else if (state === "skipped") skipped++;
        else failed++;
      }
      // A file that could not be loaded has no tests, only errors.
      if (tests === 0 && module.errors().length > 0) failed++;
    }
    process.stdout.write(
      `\n${[...leftOut(), `${passed} passed, ${failed} failed, ${skipped} skipped`].join("\n\n")}\n`,
    );
  }
}

function leftOut(): string[] {
  const notices: string[] = [];
  if (findChromium() === undefined) {
    notices.push(
      "!! SKIPPED: no test ran in a browser, because no Chromium was found.\n" +
        "!! Set ALT2IMG_CHROMIUM to one, or run `npx playwright install chromium`.",
    );
  }
  if (sharedData(".") === undefined) {
    notices.push(
      "!! SKIPPED: the tests over third-party data, which is not part of the project.\n" +
        "!! ALT2IMG_DATA names its folder where there is one.",
    );
  }
  return notices;
}
