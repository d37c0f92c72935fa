/** @see https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU (times are microseconds) */
type TraceEvent = { name: string; ts: number; dur?: number; tdur?: number; pid: number; tid: number };

/** What Chromium has to trace for `longestTask`. */
export const taskCategories: string[] = ["toplevel", "devtools.timeline", "blink.user_timing"];

/**
 * Of the tasks of a page's main thread between two of its `performance.mark`s, in milliseconds of the processor's time. The
 * clock's time, which PerformanceObserver reports, depends on what else the machine does. Chromium's own pages, such as
 * that of its address bar, have tasks of up to 150 ms in processes of their own: they are left out.
 *
 * @param trace what Chromium traced with `taskCategories`
 */
export function longestTask(trace: Buffer, [from, to]: readonly [string, string]): { longest: number; count: number } {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const start = traceEvents.find(({ name }) => name === from)!;
  const end = traceEvents.find(({ name }) => name === to)!;
  const tasks = traceEvents.filter(
    ({ name, ts, dur = 0, pid, tid }) =>
      /RunTask$/.test(name) && pid === start.pid && tid === start.tid && ts + dur >= start.ts && ts <= end.ts,
  );
  return { longest: Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000)), count: tasks.length };
}
