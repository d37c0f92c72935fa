import { type FunnelRule, funnel } from "@alt2img/dataset/funnel";
import { type RuleKey, type RuleSettings, thresholdOf } from "@alt2img/elements/funnel/pairs-funnel";
import { ruleInfo } from "../rules.js";
import { type Data, type Row, textOf } from "./open.js";
import type { Card, CardOrder } from "./protocol.js";

/** How the formats of pictures begin. */
const formats: readonly (readonly [type: string, start: string])[] = [
  ["image/png", "\u0089PNG"],
  ["image/jpeg", "\u00ff\u00d8\u00ff"],
  ["image/webp", "RIFF"],
  ["image/gif", "GIF8"],
];

/**
 * A pair's picture as a `data:` URL: from the bytes in `image`, or as it is in `picture`. Anything else there could make the page
 * fetch something.
 */
export function pictureOf(row: Row): string | undefined {
  const { image } = row;
  if (image instanceof Uint8Array) {
    const start = String.fromCharCode(...image.subarray(0, 4));
    const [type] = formats.find(([, wanted]) => start.startsWith(wanted)) ?? [];
    if (type === undefined) return undefined;
    let bytes = "";
    for (let i = 0; i < image.length; i += 8192) bytes += String.fromCharCode(...image.subarray(i, i + 8192));
    return `data:${type};base64,${btoa(bytes)}`;
  }
  const picture = textOf(row["picture"]);
  return picture?.startsWith("data:image/") ? picture : undefined;
}

/** The pairs as they are shown, and why each lost one is lost, in the words of the rule itself. */
export async function cards(
  data: Data,
  orders: readonly CardOrder[],
  settings: Readonly<RuleSettings>,
): Promise<Card[]> {
  const withEmbedding = new Set(data.embeddings?.pairs);
  return Promise.all(
    orders.map(async ({ pair, lostAt }): Promise<Card> => {
      const row = data.pairs[pair]!;
      const language = textOf(row["LANGUAGE"]);
      const quality = textOf(row["quality"]);
      const shows = textOf(row["shows"]);
      const picture = pictureOf(row);
      const { similarity } = row;
      return {
        pair,
        text: row.text,
        imageUrl: row.imageUrl,
        pageUrl: row.pageUrl,
        ...(language === undefined ? {} : { language }),
        ...(typeof similarity === "number" ? { similarity } : {}),
        ...(quality === undefined ? {} : { quality }),
        ...(shows === undefined ? {} : { shows }),
        ...(picture === undefined ? {} : { picture }),
        hasEmbedding: withEmbedding.has(pair),
        ...(lostAt === undefined ? {} : { lost: { rule: lostAt, reason: await whyLost(row, lostAt, settings) } }),
      };
    }),
  );
}

async function whyLost(row: Row, key: RuleKey, settings: Readonly<RuleSettings>): Promise<string> {
  const { rule } = ruleInfo[key];
  const threshold = thresholdOf(key, settings);
  if (threshold === undefined) return `${rule.name} as an earlier pair`;
  let found = rule.name;
  const moved = { ...rule, threshold } as FunnelRule;
  const note = ({ reason }: { reason: string }): void => {
    found = reason;
  };
  for await (const _ of funnel([row], [moved], { onRejected: note })) found = rule.name;
  return found;
}
