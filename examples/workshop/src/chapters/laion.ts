import pairsUrl from "../../samples/pairs.parquet?url";
import { ask } from "../ask.js";
import { keepResult } from "../keep.js";

ask("funnel", async () => {
  const [{ FunnelElement }, response] = await Promise.all([import("@alt2img/elements/funnel"), fetch(pairsUrl)]);
  if (!response.ok) throw new Error(`the server answers with ${response.status}`);
  const funnel = new FunnelElement();
  funnel.rules = "duplicates,text:5,similarity:0.2";
  funnel.file = await response.blob();
  funnel.addEventListener("alt2img-funnel", ({ detail: { rules, read, kept, rejected } }) => {
    const lines = rejected.map(({ rule, count }) => `${rule}: ${rules[rule]}, rejects ${count}`);
    keepResult("laion/funnel", "My funnel", `${kept} of ${read} pairs are kept.\n${lines.join("\n")}`);
  });
  return funnel;
});
