import { formatBytes, formatNumber, type OnProgress } from "@alt2img/core";
import { SingleBar } from "cli-progress";

const STAGES: Record<string, string> = {
  read: "Reading",
  write: "Writing pairs.parquet",
  pictures: "Looking for pictures",
  denoise: "Drawing",
  twins: "Drawing with both twins",
  score: "Scoring pictures and texts",
};

/** The text between a stage and its size, so that the line is a sentence. */
const BEFORE_AMOUNT: Record<string, string> = { read: " ", pictures: " in " };

/** Shows the progress of a report or a download: a bar on a terminal, otherwise a line for each stage. */
export function createReportProgress(
  stream: NodeJS.WriteStream,
  { quiet }: { quiet: boolean },
): { onProgress: OnProgress; stop(): void } {
  let stage = "";
  if (quiet) return { onProgress() {}, stop() {} };
  if (!stream.isTTY) {
    return {
      onProgress(progress) {
        if (progress.stage === stage) return;
        stage = progress.stage;
        const { unit, total } = progress;
        const before = BEFORE_AMOUNT[stage] ?? ", ";
        const amount = unit === "bytes" && total !== undefined ? `${before}${formatBytes(total)}` : "";
        stream.write(`${STAGES[stage] ?? stage}${amount}\n`);
      },
      stop() {},
    };
  }
  const format = "{bar} {percentage} % · {stage} · {amount}";
  const bar = new SingleBar({
    format,
    stream,
    barsize: 24,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    clearOnComplete: true,
    emptyOnZero: true,
    gracefulExit: false,
  });
  return {
    onProgress(progress) {
      const { done, total = 0, unit } = progress;
      const amount =
        unit === "bytes" ? `${formatBytes(done)} of ${formatBytes(total)}` : `${formatNumber(done)} ${unit}`;
      const payload = { stage: STAGES[progress.stage] ?? progress.stage, amount };
      if (progress.stage !== stage) {
        stage = progress.stage;
        bar.start(total, done, payload);
      }
      bar.setTotal(total);
      bar.update(done, payload);
    },
    stop: () => bar.stop(),
  };
}
