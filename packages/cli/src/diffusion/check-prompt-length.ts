import { Alt2imgError, formatNumber } from "@alt2img/core";

/** With a command line of 30,000 bytes, ONNX Runtime crashes; 20,480 work. No model reads so much. */
const MOST_BYTES = 20_480;

/** @throws Alt2imgError `cli/usage` for texts that are too long together */
export function checkPromptLength(...texts: readonly (string | undefined)[]): void {
  const bytes = texts.reduce((sum, text = "") => sum + Buffer.byteLength(text), 0);
  if (bytes <= MOST_BYTES) return;
  throw new Alt2imgError(
    "cli/usage",
    `The prompt has ${formatNumber(bytes)} bytes, and ONNX Runtime can't start with a command line that long. Shorten it to ${formatNumber(MOST_BYTES)}: models read no more than some hundred words.`,
  );
}
