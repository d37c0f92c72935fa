import { serve } from "@alt2img/core/worker";
import { type HeldPairs, openPairs } from "./open-pairs.js";
import { runFunnel } from "./run-funnel.js";
import type { FunnelPart, FunnelTasks } from "./tasks.js";

const held = new Map<number, HeldPairs>();

serve<FunnelTasks, FunnelPart>({
  open: async ([id, source], { signal, onPart }) => {
    const { held: pairs, opened } = await openPairs(source, { signal, onProgress: onPart });
    signal.throwIfAborted();
    held.set(id, pairs);
    return opened;
  },
  run: ([id, run]) => runFunnel(held.get(id)!, run),
  close: ([id]) => void held.delete(id),
});
