import type { Progress } from "@alt2img/core";
import type { ModelRun } from "../models/run-with-packages.js";
import { printable } from "../printable.js";
import { formatRate } from "../report/report-progress.js";
import type { Stage } from "./stage.js";
import { openStageRecord, provenanceOf } from "./stage-record.js";

export type RunStagesOptions = Pick<ModelRun, "signal" | "onProgress" | "print"> & {
  /** Does every stage again. */
  readonly fresh: boolean;
};

/**
 * Does the stages that aren't finished, in their order, and prints a line about each.
 *
 * @throws Alt2imgError `cli/usage` for a folder that has something else; `cli/output`; what the stages throw
 */
export async function runStages(
  folder: string,
  stages: readonly Stage[],
  { fresh, signal, onProgress, print }: RunStagesOptions,
): Promise<void> {
  const record = await openStageRecord(folder, { fresh, signal });
  for (const [i, stage] of stages.entries()) {
    signal.throwIfAborted();
    const label = `${String(i + 1).padStart(2)}/${stages.length} ${stage.title}`;
    const say = (text: string): void => print(printable(`${label}: ${text}`));
    if (stage.leftOut !== undefined) {
      await record.forget(stage);
      say(`left out. ${stage.leftOut}`);
      continue;
    }
    const provenance = await provenanceOf(stage, folder, signal);
    if (await record.isDone(stage, provenance)) {
      say("done before");
      continue;
    }
    await record.begin(stage, provenance);
    const start = performance.now();
    let last: Progress | undefined;
    const remark = await stage.run((progress) => {
      last = { ...progress, stage: label };
      onProgress(last);
    });
    await record.finish(stage, provenance);
    const seconds = (performance.now() - start) / 1000;
    const rate = last === undefined || last.done === 0 ? "" : `, ${formatRate(last.done / seconds, last.unit)}`;
    say(`${remark} (${seconds.toFixed(1)} s${rate})`);
  }
}
