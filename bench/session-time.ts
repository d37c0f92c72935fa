type Sessions = { readonly InferenceSession: object };
type Run = (this: object, ...rest: unknown[]) => Promise<unknown>;

/** The part of a work's time that its sessions didn't run, by the clock. */
export type Outside = { readonly milliseconds: number; readonly percent: number };

/**
 * Measures how much of a work's time passes outside of its sessions.
 *
 * @param runtime onnxruntime-node or onnxruntime-web, whose sessions the work uses; its `run` is measured from now on
 * @returns a function that does the work
 */
export function outsideSessions({ InferenceSession }: Sessions): (work: () => Promise<unknown>) => Promise<Outside> {
  const sessions = (InferenceSession as { prototype: { run: Run } }).prototype;
  const run = sessions.run;
  let inside = 0;
  sessions.run = async function (...rest) {
    const start = performance.now();
    try {
      return await run.apply(this, rest);
    } finally {
      inside += performance.now() - start;
    }
  };
  return async (work) => {
    const start = performance.now();
    inside = 0;
    await work();
    const total = performance.now() - start;
    return { milliseconds: total - inside, percent: 100 * (1 - inside / total) };
  };
}
