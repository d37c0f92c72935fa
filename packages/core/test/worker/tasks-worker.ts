import { Alt2imgError } from "../../src/error.js";
import { serve } from "../../src/worker/serve.js";
import type { TestTasks } from "./tasks.js";

let aborted = 0;
let sent: Float32Array | undefined;

serve<TestTasks, number>({
  add: ([a, b]) => a + b,
  countTo([end], { onPart }) {
    for (let i = 1; i <= end; i++) onPart(i);
    return end;
  },
  fail() {
    throw new TypeError("not today");
  },
  failWith([code, message]) {
    throw new Alt2imgError(code, message);
  },
  wait: (_, { signal, onPart }) =>
    new Promise((resolve) => {
      signal.addEventListener("abort", () => {
        aborted++;
        onPart(0);
        resolve();
      });
      onPart(1);
    }),
  aborted: () => aborted,
  double([values], { transfer }) {
    sent = values.map((value) => 2 * value);
    const result = sent as Float32Array<ArrayBuffer>;
    transfer(result.buffer);
    return result;
  },
  wasTransferred: () => sent?.byteLength === 0,
});
