const WINDOW_MS = 5_000;
const SAMPLE_MS = 200;

/**
 * How much a second over the last few seconds, from how much is done so far.
 *
 * @param start how much is done when it begins to measure
 */
export function createSpeedometer(start = 0, now: () => number = () => performance.now()): (done: number) => number {
  let samples = [{ at: now(), done: start }];
  return (done) => {
    const at = now();
    if (at - samples.at(-1)!.at >= SAMPLE_MS) {
      samples = [...samples.filter((sample) => at - sample.at < WINDOW_MS), { at, done }];
    }
    const first = samples[0]!;
    return at > first.at ? ((done - first.done) / (at - first.at)) * 1000 : 0;
  };
}
