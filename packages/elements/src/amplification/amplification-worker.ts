import { Alt2imgError } from "@alt2img/core";
import { serve } from "@alt2img/core/worker";
import { measure } from "./measure.js";
import { readData } from "./read-data.js";
import type { AmplificationSource, AmplificationTasks } from "./tasks.js";
import { twins } from "./twins.js";

serve<AmplificationTasks>({
  measure: async ([source], { signal }) => measure(readData(await contentOf(source, signal))),
  twins: () => measure(twins()),
});

async function contentOf(source: AmplificationSource, signal: AbortSignal): Promise<unknown> {
  if (source.type === "value") return source.value;
  const json = source.type === "json" ? source.json : await textAt(source.url, signal);
  try {
    return JSON.parse(json);
  } catch (cause) {
    const where = source.type === "json" ? "The script between the tags" : source.url;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Alt2imgError("elements/data", `${where} isn't JSON: ${reason}.`, { cause });
  }
}

async function textAt(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal }).catch((cause: unknown) => {
    signal.throwIfAborted();
    const reason = cause instanceof Error ? cause.message : String(cause);
    const hint = "Check the address, and whether its server allows other sites to read it (CORS).";
    throw new Alt2imgError("elements/unreachable", `${url} can't be fetched: ${reason}. ${hint}`, { cause });
  });
  if (response.ok) return response.text();
  throw new Alt2imgError(
    "elements/unreachable",
    `${url} can't be read: the server answers ${response.status}. Check the address.`,
  );
}
