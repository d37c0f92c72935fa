/** The tasks of a worker: their names, arguments and results, which are plain data. */
export type AnyTasks = Readonly<Record<string, (...args: never[]) => unknown>>;

export type ToWorker =
  | { readonly id: number; readonly task: string; readonly args: readonly unknown[] }
  | { readonly id: number; readonly abort: true };

/** `part` is what a task reports while it runs. */
export type FromWorker<Part> =
  | { readonly id: number; readonly part: Part }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: { readonly message: string; readonly code?: string } };
