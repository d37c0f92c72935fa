import { formatCount } from "@alt2img/core";
import { type Options, type Params, SingleBar } from "cli-progress";
import { printable } from "../printable.js";
import { createSpeedometer } from "../speedometer.js";

/** The progress of a run, on the terminal. */
export type ProgressBar = {
  /** Adds a file of this size in bytes to the total. */
  expect(bytes: number): void;
  /** Call it when all files are in the total. */
  expectNoMore(): void;
  /** Adds bytes that were read. */
  read(bytes: number): void;
  /** Adds pairs that were found. */
  found(pairs: number): void;
  /** Prints a line above the bar. */
  print(line: string): void;
  stop(): void;
};

/** The greatest length of the text next to the bar. */
const LABEL_WIDTH = 72;

type Payload = { pairs: number; megabytesPerSecond: number; isTotalKnown: boolean };

/**
 * A bar with MB/s, pairs and the time left, on standard error. If that isn't a terminal, there are only the printed lines.
 * The speed is that of the last few seconds, in bytes as stored.
 */
export function createProgressBar(stream: NodeJS.WriteStream, { quiet }: { quiet: boolean }): ProgressBar {
  let [total, done, pairs] = [0, 0, 0];
  let isTotalKnown = false;
  if (!stream.isTTY || quiet) {
    return {
      expect() {},
      expectNoMore() {},
      read() {},
      found() {},
      print: (line) => void stream.write(`${printable(line)}\n`),
      stop() {},
    };
  }
  const speed = createSpeedometer();
  const bar = new SingleBar({
    format,
    stream,
    barsize: Math.max(8, Math.min(24, stream.columns - LABEL_WIDTH)),
    clearOnComplete: true,
    forceRedraw: true,
    emptyOnZero: true,
    gracefulExit: false,
  });
  const payload = (): Payload => ({ pairs, megabytesPerSecond: speed(done) / 1e6, isTotalKnown });
  bar.start(0, 0, payload());
  return {
    expect(bytes) {
      total += bytes;
      bar.setTotal(total);
    },
    expectNoMore() {
      isTotalKnown = true;
      bar.update(done, payload());
    },
    read(bytes) {
      done += bytes;
      bar.update(done, payload());
    },
    found(count) {
      pairs += count;
      bar.update(done, payload());
    },
    print(line) {
      stream.write(`\r\u001b[2K${printable(line)}\n`);
    },
    stop: () => bar.stop(),
  };
}

function format(
  options: Options,
  { progress, total, value }: Params,
  { pairs, megabytesPerSecond, isTotalKnown }: Payload,
): string {
  // While the total is still growing, a percentage would fall.
  if (!isTotalKnown) {
    return [`${megabytes(value)} MB`, `${megabytesPerSecond.toFixed(1)} MB/s`, formatCount(pairs, "pair")].join(" · ");
  }
  const width = options.barsize ?? 8;
  const filled = Math.round(Math.min(progress, 1) * width);
  const left = megabytesPerSecond > 0 ? formatTime((total - value) / 1e6 / megabytesPerSecond) : "–";
  return [
    `${"█".repeat(filled)}${"░".repeat(width - filled)} ${Math.floor(Math.min(progress, 1) * 100)} %`,
    `${megabytes(value)} of ${megabytes(total)} MB`,
    `${megabytesPerSecond.toFixed(1)} MB/s`,
    formatCount(pairs, "pair"),
    `${left} left`,
  ].join(" · ");
}

/** `7 s`, `3 min 20 s`, `2 h 05 min`. */
export function formatTime(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  if (hours > 0) return `${hours} h ${String(minutes).padStart(2, "0")} min`;
  if (minutes > 0) return `${minutes} min ${String(whole % 60).padStart(2, "0")} s`;
  return `${whole} s`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0);
}
