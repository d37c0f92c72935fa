import type { Part } from "./worker/protocol.js";

type Progress = Extract<Part, { type: "progress" }>;

/** `Loading the tiny CLIP: 42 %` */
export function progressText({ stage, done, total }: Progress): string {
  return total === undefined || total === 0 ? `${stage} …` : `${stage}: ${Math.floor((100 * done) / total)} %`;
}

/** Shows how far a task is: in a line and in a bar, which is only there meanwhile. */
export function showProgress(bar: HTMLProgressElement, progress: { done: number; total?: number } | undefined): void {
  bar.hidden = progress === undefined;
  if (progress?.total === undefined || progress.total === 0) bar.removeAttribute("value");
  else bar.value = progress.done / progress.total;
}
