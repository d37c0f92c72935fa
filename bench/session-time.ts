type Sessions = { readonly InferenceSession: object };
type Run = (this: object, ...rest: unknown[]) => Promise<unknown>;

/**
 * Measures how long a work's sessions of onnxruntime-node run, by the clock.
 *
 * @param runtime the module whose sessions the work uses; its `run` is measured from now on
 * @returns a function that does the work and gives the share of its time outside the sessions, in percent
 */
export function outsideSessions({ InferenceSession }: Sessions): (work: () => Promise<unknown>) => Promise<string> {
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
    return `${(100 * (1 - inside / (performance.now() - start))).toFixed(1)} % outside the session`;
  };
}
