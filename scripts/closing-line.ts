import type { Reporter, TestModule } from "vitest/node";
import { sharedData } from "../packages/testing/src/node.js";
import { findChromium } from "./chromium.mjs";

/** Fewer files aren't worth a list. */
const LISTED = 15;

/** Says which files took longest and what was skipped, and ends a run with one line that any tool can read: `N passed, N failed, N skipped`. */
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
      // A file that couldn't be loaded has no tests, only errors.
      if (tests === 0 && module.errors().length > 0) failed++;
    }
    process.stdout.write(
      `\n${[...slowest(modules), ...leftOut(), `${passed} passed, ${failed} failed, ${skipped} skipped`].join("\n\n")}\n`,
    );
  }
}

function slowest(modules: readonly TestModule[]): string[] {
  if (modules.length <= LISTED) return [];
  const lines = modules
    .map((module) => ({ name: module.relativeModuleId, seconds: module.diagnostic().duration / 1000 }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, LISTED)
    .map(({ name, seconds }) => `${seconds.toFixed(0).padStart(6)} s  ${name}`);
  return [`The slowest files:\n${lines.join("\n")}`];
}

function leftOut(): string[] {
  const notices: string[] = [];
  if (findChromium() === undefined) {
    notices.push(
      "!! SKIPPED: all tests in a browser, because no Chromium was found.\n" +
        "!! Set ALT2IMG_CHROMIUM to its path, or run `npx playwright install chromium`.",
    );
  }
  if (sharedData(".") === undefined) {
    notices.push(
      "!! SKIPPED: the tests on third-party data, which isn't part of the project.\n" +
        "!! If you have the data, set ALT2IMG_DATA to its folder.",
    );
  }
  return notices;
}
