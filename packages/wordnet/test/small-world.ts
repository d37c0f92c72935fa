import fc from "fast-check";

/** A lexicon small enough to hold in the head. */
export const smallXml = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE LexicalResource SYSTEM "http://globalwordnet.github.io/schemas/WN-LMF-1.3.dtd">
<LexicalResource xmlns:dc="https://globalwordnet.github.io/schemas/dc/">
<Lexicon id="t" label="T" language="en" email="" license="MIT" version="1">
<LexicalEntry id="t-dog-n"><Lemma writtenForm="dog" partOfSpeech="n"/><Form writtenForm="doggies"/><Sense id="t-dog-1" synset="t-1-n"><SenseRelation relType="derivation" target="t-bark-1"/></Sense></LexicalEntry>
<LexicalEntry id="t-bark-v"><Lemma writtenForm="bark" partOfSpeech="v"/><Sense id="t-bark-1" synset="t-2-v" subcat="via"/></LexicalEntry>
<Synset id="t-1-n" ili="i46360" partOfSpeech="n" lexfile="noun.animal"><Definition>an animal</Definition><SynsetRelation relType="hypernym" target="t-3-n"/></Synset>
<Synset id="t-2-v" ili="in" partOfSpeech="v"><Definition>make a noise</Definition></Synset>
<Synset id="t-3-n" ili="" partOfSpeech="n"><Definition>animal</Definition><SynsetRelation relType="hyponym" target="t-1-n"/></Synset>
<SyntacticBehaviour id="via" subcategorizationFrame="Something ----s"/>
</Lexicon>
</LexicalResource>
`;

/** Files of a `dict` folder with two nouns and a verb. */
export const smallDict: Readonly<Record<string, string>> = {
  "data.noun":
    '  1 licence\n00000100 03 n 01 animal 0 001 ~ 00000200 n 0000 | a living thing; "animals live"\n00000200 05 n 02 dog 0 hound 0 002 @ 00000100 n 0000 + 00000300 v 0101 | tame\n',
  "data.verb": "00000300 32 v 01 bark 0 001 + 00000200 n 0101 01 + 02 00 | make a noise\n",
  "data.adj": "00000400 00 a 01 good(a) 0 000 | fine\n00000500 00 s 01 nice 0 001 & 00000400 a 0000 | pleasant\n",
  "data.adv": "",
  "index.noun": "animal n 1 1 ~ 1 0 00000100\ndog n 1 2 @ + 1 1 00000200\nhound n 1 2 @ + 1 0 00000200\n",
  "index.verb": "bark v 1 1 + 1 0 00000300\n",
  "index.adj": "good a 1 0 1 0 00000400\nnice a 1 1 & 1 0 00000500\n",
  "index.adv": "",
  "noun.exc": "doggies dog\n",
  "index.sense": "dog%1:05:00:: 00000200 1 12\n",
};

export type Mutation = { at: number; kind: "set" | "remove" | "insert" | "copy"; value: number };

/** A few changes to a file of `length` bytes. */
export function mutations(length: number): fc.Arbitrary<Mutation[]> {
  return fc.array(
    fc.record({
      at: fc.nat({ max: length }),
      kind: fc.constantFrom("set" as const, "remove" as const, "insert" as const, "copy" as const),
      value: fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(0, 0x22, 0x26, 0x3c, 0x3e, 0x2f, 0xff)),
    }),
    { minLength: 1, maxLength: 6 },
  );
}

export function mutate(bytes: Uint8Array, changes: readonly Mutation[]): Uint8Array {
  const changed = Array.from(bytes);
  for (const { at, kind, value } of changes) {
    if (kind === "set") changed[Math.min(at, changed.length - 1)] = value;
    else if (kind === "remove") changed.splice(at, value);
    else if (kind === "insert") changed.splice(at, 0, value);
    else changed.splice(at, 0, ...changed.slice(at, at + value));
  }
  return Uint8Array.from(changed);
}
