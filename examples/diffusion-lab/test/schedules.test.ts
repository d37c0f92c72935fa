import { type Form, samplers } from "@alt2img/diffusion";
import { describe, expect, it } from "vitest";
import { type ScheduleName, scheduleFor, scheduleTitles } from "../src/schedules.js";
import { initialSettings, type PointsName, pointsTitles } from "../src/settings.js";
import { trajectories } from "../src/worker/trajectories.js";

const schedules = Object.keys(scheduleTitles) as ScheduleName[];
const options = { signal: new AbortController().signal, onPart: () => {} };

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

describe("trajectories", () => {
  it("end on the data, with every sampler", async () => {
    for (const { name: sampler } of samplers) {
      const order = { points: "two", coordinates: "flow", sampler, schedule: "karras", steps: 30 } as const;
      const { positions, calls } = await trajectories(order, options);
      expect(calls, sampler).toBeGreaterThanOrEqual(positions.length - 2);
      for (let i = 0; i < 120; i += 2) {
        const [x, y] = positions.at(-1)!.slice(i, i + 2);
        expect(Math.hypot(Math.abs(x!) - 1, y!), sampler).toBeLessThan(0.05);
      }
    }
  });

  it.each(Object.keys(pointsTitles) as PointsName[])("of %s stay finite", async (points) => {
    const { coordinates, pointSampler: sampler, pointSchedule: schedule } = initialSettings;
    const { positions, data } = await trajectories({ points, coordinates, sampler, schedule, steps: 1 }, options);
    expect(positions).toHaveLength(2);
    for (const value of [...positions.flatMap((each) => [...each]), ...data]) expect(value).toSatisfy(Number.isFinite);
  });

  it("can be stopped", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    const order = { points: "clouds", coordinates: "vp", sampler: "euler", schedule: "vp", steps: 5 } as const;
    await expect(trajectories(order, { ...options, signal })).rejects.toThrow("enough");
  });
});
