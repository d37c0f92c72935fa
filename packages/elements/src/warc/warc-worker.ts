import { serve } from "@alt2img/core/worker";
import { listRecords } from "./list-records.js";
import { previewRecord } from "./preview-record.js";
import type { WarcPart, WarcTasks } from "./tasks.js";
import { openWarcAt } from "./warc-source.js";

serve<WarcTasks, WarcPart>({
  list: async ([source], { signal, onPart }) => listRecords(await openWarcAt(source, 0, signal), onPart, { signal }),
  show: ([source, row], { signal }) => {
    // What isn't read of a response is given up with it.
    const end = new AbortController();
    const until = AbortSignal.any([signal, end.signal]);
    return previewRecord((at) => openWarcAt(source, at, until), row, { signal: until }).finally(() => end.abort());
  },
});
