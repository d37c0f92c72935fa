import { amplification } from "@alt2img/bias/amplification";
import type { AmplificationData, AmplificationGroup, MeasuredGroup, MeasuredSets } from "./tasks.js";

/** Compares the shares of each group. */
export function measure({ sets, ...rest }: AmplificationData): MeasuredSets {
  return { ...rest, sets: sets.map(({ name, groups }) => ({ name, groups: groups.map(measured) })) };
}

function measured({ name, data, pictures }: AmplificationGroup): MeasuredGroup {
  const { training, outputs, difference, ratio, n } = amplification(pictures, data);
  return {
    name,
    data: training,
    pictures: outputs,
    difference,
    ratio: training.value === 0 ? undefined : ratio,
    n: n.outputs,
  };
}
