import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Where the longest files are, the longest first. A fresh clone has no times of an earlier run to sort by. */
const LONGEST: readonly RegExp[] = [
  /\/scripts\/test\/consumer\./,
  /\/cli\/test\/demo\//,
  /\/examples\/(bias-explorer|workshop)\//,
  /\/(scripts|examples)\//,
  /-element\.test\.ts$/,
  /\/packages\/cli\/|\/(bundlers|webgpu)\.test\.ts$/,
];

/** Starts with the longest files, so that no worker has one of them to itself at the end, while the others have nothing to do. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((pattern) => pattern.test(moduleId));
      return at < 0 ? LONGEST.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
