import { describe, expect, it, vi } from "vitest";
import { lazily } from "../src/lazily.js";

describe("lazily", () => {
  it("loads when it is first called, and only once", async () => {
    const load = vi.fn(async () => "module");
    const get = lazily(load);
    expect(load).not.toHaveBeenCalled();
    expect(await Promise.all([get(), get()])).toEqual(["module", "module"]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it("tries again after a failure", async () => {
    const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error("offline")).mockResolvedValue("module");
    const get = lazily(load);
    await expect(get()).rejects.toThrow("offline");
    expect(await get()).toBe("module");
  });
});
