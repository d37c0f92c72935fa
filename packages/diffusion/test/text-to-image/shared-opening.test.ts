import { describe, expect, it, vi } from "vitest";
import { sharedOpening } from "../../src/text-to-image/shared-opening.js";

/** Ends after a moment, or at once with the signal's reason. */
const opening = (signal?: AbortSignal): Promise<string> =>
  new Promise((resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
    setTimeout(() => resolve("open"), 10);
  });

describe("sharedOpening", () => {
  it("opens once, for all", async () => {
    const open = vi.fn(opening);
    const opened = sharedOpening(open);
    expect(await Promise.all([opened(), opened()])).toEqual(["open", "open"]);
    expect(await opened()).toBe("open");
    expect(open).toHaveBeenCalledTimes(1);
  });

  it("opens again for those who wait when the first one aborts", async () => {
    const open = vi.fn(opening);
    const opened = sharedOpening(open);
    const first = new AbortController();
    const all = Promise.allSettled([opened(first.signal), opened(), opened()]);
    first.abort("enough");
    expect(await all).toEqual([
      { status: "rejected", reason: "enough" },
      { status: "fulfilled", value: "open" },
      { status: "fulfilled", value: "open" },
    ]);
    expect(open).toHaveBeenCalledTimes(2);
  });

  it("tries again after an error", async () => {
    const open = vi.fn(opening).mockRejectedValueOnce(new Error("missing"));
    const opened = sharedOpening(open);
    await expect(opened()).rejects.toThrow("missing");
    expect(await opened()).toBe("open");
  });
});
