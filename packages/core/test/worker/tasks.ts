/** The tasks of `tasks-worker.ts`. */
export type TestTasks = {
  add(a: number, b: number): number;
  countTo(end: number): number;
  fail(): never;
  failWith(code: string, message: string): never;
  /** Never ends by itself. */
  wait(): void;
  aborted(): number;
  double(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer>;
  wasTransferred(): boolean;
};
