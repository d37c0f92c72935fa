import pairsUrl from "../../samples/pairs.parquet?url";
import { ask } from "../ask.js";
import { resumeTask } from "../resume.js";

ask("funnel", async () => {
  const [{ FunnelElement }, response] = await Promise.all([import("@alt2img/elements/funnel"), fetch(pairsUrl)]);
  if (!response.ok) throw new Error(`the server answers with ${response.status}`);
  const funnel = new FunnelElement();
  funnel.file = await response.blob();
  const task = resumeTask("laion/funnel", "My funnel", "duplicates,text:5,similarity:0.2", (state) => {
    funnel.rules = state;
  });
  funnel.addEventListener("alt2img-funnel", ({ detail: { rules, read, kept, rejected } }) => {
    const lines = rejected.map(({ rule, count }) => {
      const bound = rules[rule] === true ? "" : ` (${rules[rule]})`;
      return `${rule}${bound}: ${count} left out`;
    });
    task.keep(funnel.rules, `${kept} of ${read} pairs are kept.\n${lines.join("\n")}`);
  });
  return funnel;
});
