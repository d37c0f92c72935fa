/** The part of `node:fs/promises` that is used where the platform has it. */
type NodeFiles = Pick<typeof import("node:fs/promises"), "open" | "readFile">;

/** Node's file system; `undefined` in browsers. */
export const nodeFiles = (): NodeFiles | undefined => globalThis.process?.getBuiltinModule?.("node:fs/promises");
