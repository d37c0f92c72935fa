import { expect, it } from "vitest";
import { countDiagnostic, type DiagnosticCounts } from "../src/index.js";

it("counts diagnostics by their code", () => {
  const counts: DiagnosticCounts = {};
  for (const code of ["crawl/digest", "crawl/gzip", "crawl/digest"]) countDiagnostic(counts, { code });
  expect(counts).toEqual({ "crawl/digest": 2, "crawl/gzip": 1 });
});
