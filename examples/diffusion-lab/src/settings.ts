import { samplers } from "@alt2img/diffusion";
import { drawingSets, type ScheduleName, type SetName, scheduleTitles } from "@alt2img/elements/diffusion";

/** What can be chosen on the page, apart from the points in the plane, and is in its URL. */
export type Settings = {
  readonly set: SetName;
  /** The kind of drawings that guidance leads to; all of them if it is `""`. */
  readonly kind: string;
  readonly sampler: string;
  readonly schedule: ScheduleName;
  readonly steps: number;
  readonly guidance: number;
  readonly patch: Patch;
  readonly seed: number;
  /** For the network. */
  readonly prompt: string;
};

/** How much of the picture the recombining formula sees: the width of a patch in pixels, or more of it while there is more noise. */
export type Patch = keyof typeof patchTitles;
export const patchTitles = {
  growing: "all of it at first, then less and less",
  "3": "3 × 3 pixels",
  "7": "7 × 7 pixels",
  "15": "15 × 15 pixels",
} as const;

export const limits = { steps: [1, 60], guidance: [0, 8], seed: [0, 2 ** 32 - 1] } as const;

export const initialSettings: Settings = {
  set: "animals",
  kind: "",
  sampler: "euler",
  schedule: "karras",
  steps: 20,
  guidance: 2.5,
  patch: "growing",
  seed: 3,
  prompt: "red heart",
};

/** Reads a query such as `?set=faces&sampler=heun`. What it doesn't know, and what can't be, it ignores; numbers are brought into their limits. */
export function parseAddress(query: string): Settings {
  const given = new URLSearchParams(query);
  const one = <Name extends string>(name: string, names: readonly Name[], otherwise: Name): Name =>
    names.find((each) => each === given.get(name)) ?? otherwise;
  const number = (name: string, [least, most]: readonly [number, number], otherwise: number): number => {
    const value = Number(given.get(name)?.trim() || Number.NaN);
    return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise;
  };
  const whole = (...args: Parameters<typeof number>): number => Math.round(number(...args));
  const samplerNames = samplers.map(({ name }) => name);
  const start = initialSettings;
  const set = one("set", Object.keys(drawingSets) as SetName[], start.set);
  return {
    set,
    kind: one("kind", drawingSets[set].kinds, start.kind),
    sampler: one("sampler", samplerNames, start.sampler),
    schedule: one("schedule", Object.keys(scheduleTitles) as ScheduleName[], start.schedule),
    steps: whole("steps", limits.steps, start.steps),
    guidance: number("guidance", limits.guidance, start.guidance),
    patch: one("patch", Object.keys(patchTitles) as Patch[], start.patch),
    seed: whole("seed", limits.seed, start.seed),
    prompt: (given.get("prompt") ?? start.prompt).slice(0, 200),
  };
}

/** The inverse: only what differs from the start; `?` if nothing does. */
export function formatAddress(settings: Settings): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(settings)) {
    if (value !== initialSettings[name as keyof Settings]) parameters.set(name, String(value));
  }
  return `?${parameters}`;
}
