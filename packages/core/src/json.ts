import { Alt2imgError } from "./error.js";
import type { ModelFolder } from "./model-folder.js";

/** An object in a JSON file. Its values are checked where they are read. */
export type Json = { readonly [key: string]: unknown };

export type ReadJsonOptions = {
  /** Stops reading; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Makes the error for a file that isn't a JSON object. */
  badFile: (message: string, cause?: unknown) => Alt2imgError;
};

/**
 * The JSON object in a file of a model. A folder with a cache forgets a file that isn't one, so that the next call fetches it again.
 *
 * @throws what `badFile` makes; what `folder.read` throws
 */
export async function readJsonObject(
  folder: ModelFolder & { forget?(path: string): Promise<void> },
  path: string,
  { signal, badFile }: ReadJsonOptions,
): Promise<Json> {
  const bytes = await folder.read(path, { signal });
  const forget = async (): Promise<void> => folder.forget?.(path).catch(() => {});
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    await forget();
    throw badFile(`${path} in ${folder.name} isn't JSON. Get the file again.`, cause);
  }
  const object = asObject(value);
  if (object !== undefined) return object;
  await forget();
  throw badFile(`${path} in ${folder.name} isn't a JSON object. Is it another file of that name?`);
}

/** Whether an error says that a file is missing. Every kind of folder has its own; their codes have the same ending. */
export function isNoSuchFile(error: unknown): boolean {
  return error instanceof Alt2imgError && error.code.endsWith("/no-such-file");
}

export function asObject(value: unknown): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

export const asString = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

export const asNumber = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined;

/** A count or size: an integer, 1 or more. */
export const asCount = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : undefined;
