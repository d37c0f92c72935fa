import { type Form, samplers } from "@alt2img/diffusion";
import { describe, expect, it } from "vitest";
import { scheduleFor } from "../../src/diffusion/sampling-schedules.js";
import { type ScheduleName, scheduleTitles } from "../../src/diffusion/schedule-titles.js";
import { distanceToData, meanStep } from "../../src/trajectories/distances.js";
import type { PointsName } from "../../src/trajectories/tasks.js";
import { walk } from "../../src/trajectories/walk.js";

const schedules = Object.keys(scheduleTitles) as ScheduleName[];
const usual = { coordinates: "flow", sampler: "euler", schedule: "karras", steps: 20, seed: 1 } as const;

describe("scheduleFor", () => {
  it.each(schedules)("%s falls from noise to 0, for any number of steps", (name) => {
    for (const steps of [1, 2, 60]) {
      for (const form of ["ve", "vp", "flow"] satisfies Form[]) {
        const { sigmas, timesteps } = scheduleFor(name, steps, form);
        expect([sigmas.length, timesteps.length, sigmas.at(-1)]).toEqual([steps + 1, steps, 0]);
        expect(sigmas[0]).toBeLessThanOrEqual(200);
        for (let i = 1; i <= steps; i++) expect(sigmas[i]).toBeLessThan(sigmas[i - 1]!);
      }
    }
  });
});

describe("walk", () => {
  it("ends on the data, with every sampler", async () => {
    for (const { name: sampler } of samplers) {
      const { positions, sigmas, calls } = await walk({ ...usual, points: "two", sampler, steps: 30 });
      expect(sigmas, sampler).toHaveLength(positions.length - 1);
      expect(calls, sampler).toBeGreaterThanOrEqual(positions.length - 2);
      for (let i = 0; i < 120; i += 2) {
        const [x, y] = positions.at(-1)!.slice(i, i + 2);
        expect(Math.hypot(Math.abs(x!) - 1, y!), sampler).toBeLessThan(0.05);
      }
    }
  });

  it.each(["clouds", "spiral", "two"] satisfies PointsName[])("of %s stays finite", async (points) => {
    const { positions, data } = await walk({ ...usual, points, steps: 1 });
    expect(positions).toHaveLength(2);
    for (const value of [...positions.flatMap((each) => [...each]), ...data]) expect(value).toSatisfy(Number.isFinite);
  });

  it("can be stopped", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(walk({ ...usual, points: "clouds" }, { signal })).rejects.toThrow("enough");
  });
});

describe("distances", () => {
  it("are means over the points", () => {
    const [from, to] = [Float32Array.of(0, 0, 1, 1), Float32Array.of(3, 4, 1, 1)];
    expect(meanStep(from, to)).toBe(2.5);
    expect(distanceToData(to, Float32Array.of(1, 1, 3, 1))).toBe(1.5);
  });
});
