/** A definition, with what WN-LMF can say about it. */
export type Definition = { text: string; language?: string; sourceSense?: string; metadata?: Record<string, string> };

/** An example of use. `source` is where it was quoted from. */
export type Example = { text: string; source?: string; language?: string; metadata?: Record<string, string> };

/** The texts of a synset. */
export type Gloss = { definitions: Definition[]; examples: Example[]; iliDefinition?: Definition };

// Neither WN-LMF's XML nor Princeton's files can contain these.
const ITEM = "\u001e";
const DETAILS = "\u001f";

/** A gloss as one string, in the form that compiled files have. */
export function encodeGloss({ definitions, examples, iliDefinition }: Gloss): string {
  const items = [
    ...definitions.map((definition) => encodeItem("d", definition)),
    ...examples.map((example) => encodeItem("e", example)),
    ...(iliDefinition === undefined ? [] : [encodeItem("i", iliDefinition)]),
  ];
  return items.join(ITEM);
}

function encodeItem(kind: string, { text, ...details }: Definition | Example): string {
  const clean = text.replaceAll(ITEM, " ").replaceAll(DETAILS, " ");
  return Object.keys(details).length === 0 ? kind + clean : kind + clean + DETAILS + JSON.stringify(details);
}

/** The inverse of `encodeGloss`. */
export function decodeGloss(encoded: string): Gloss {
  const gloss: Gloss = { definitions: [], examples: [] };
  if (encoded === "") return gloss;
  for (const item of encoded.split(ITEM)) {
    const cut = item.indexOf(DETAILS);
    const text = item.slice(1, cut === -1 ? undefined : cut);
    const details = cut === -1 ? {} : JSON.parse(item.slice(cut + 1));
    if (item.startsWith("d")) gloss.definitions.push({ text, ...details });
    else if (item.startsWith("e")) gloss.examples.push({ text, ...details });
    else gloss.iliDefinition = { text, ...details };
  }
  return gloss;
}
