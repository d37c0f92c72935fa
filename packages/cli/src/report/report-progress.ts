import { formatBytes, formatNumber, type OnProgress, type Progress } from "@alt2img/core";
import { SingleBar } from "cli-progress";
import { createSpeedometer } from "../speedometer.js";

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
  let speed = createSpeedometer();
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
      const isNew = progress.stage !== stage;
      if (isNew) speed = createSpeedometer(done);
      const name = STAGES[progress.stage] ?? progress.stage;
      const payload = { stage: name, amount: amountOf(progress) + rateText(speed(done), unit) };
      if (isNew) {
        stage = progress.stage;
        bar.start(total, done, payload);
      }
      bar.setTotal(total);
      bar.update(done, payload);
    },
    stop: () => bar.stop(),
  };
}

function amountOf({ done, total = 0, unit }: Progress): string {
  return unit === "bytes" ? `${formatBytes(done)} of ${formatBytes(total)}` : `${formatNumber(done)} ${unit}`;
}

/** ` · 12 pairs/s`; nothing as long as it isn't known. */
function rateText(rate: number, unit: Progress["unit"]): string {
  return rate > 0 ? ` · ${formatRate(rate, unit)}` : "";
}

/** `3.4 MB/s`, `120 pairs/s`, `0.4 images/s`. */
export function formatRate(rate: number, unit: Progress["unit"]): string {
  if (unit === "bytes") return `${formatBytes(Math.round(rate))}/s`;
  return `${rate < 10 ? rate.toFixed(1) : formatNumber(Math.round(rate))} ${unit}/s`;
}
