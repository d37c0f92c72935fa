import { Alt2imgError, type Diagnostic } from "@alt2img/core";
import { inChunks } from "@alt2img/testing";
import {
  definition,
  examples,
  findSynset,
  findSynsets,
  gloss,
  hasDefinitions,
  ili,
  isLexicalized,
  lemmas,
  loadDefinitions,
  loadWordNet,
  type Synset,
  synsetById,
  synsetId,
  synsetLexicon,
  synsetName,
  translate,
  translateLemmas,
  type Wordnet,
} from "@alt2img/wordnet";
import { compileWordNet } from "@alt2img/wordnet/compile";
import {
  related,
  relatedSenses,
  relations,
  senseRelations,
  statedRelations,
  statedSenseRelations,
} from "@alt2img/wordnet/relations";
import {
  findSenses,
  findWords,
  senseById,
  senseCount,
  senseDetails,
  senseFrames,
  wordDetails,
  wordLexicon,
} from "@alt2img/wordnet/senses";
import {
  hypernymPaths,
  hypernyms,
  leaves,
  MAX_TAXONOMY_DEPTH,
  maxDepth,
  roots,
  taxonomy,
} from "@alt2img/wordnet/taxonomy";
import { describe, expect, test, vi } from "vitest";

const document = (content: string, version = "1.3"): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE LexicalResource SYSTEM "http://globalwordnet.github.io/schemas/WN-LMF-${version}.dtd">
<LexicalResource xmlns:dc="https://globalwordnet.github.io/schemas/dc/">
${content}
</LexicalResource>
`;

const lexicon = (content: string): string =>
  document(`<Lexicon id="t" label="Test &amp; try" language="en" email="a@b.example" license="MIT" version="1">
${content}
</Lexicon>`);

const small = lexicon(`
<LexicalEntry id="t-dog-n">
  <Lemma writtenForm="dog" partOfSpeech="n"><Pronunciation variety="GB" phonemic="false">dɒɡ</Pronunciation><Tag category="style">plain</Tag></Lemma>
  <Form writtenForm="doggies" id="f1"><Tag category="penn">NNS</Tag></Form>
  <Sense id="t-dog-1" synset="t-1-n"><SenseRelation relType="derivation" target="t-bark-1"/><Example dc:source="me">my dog</Example><Count>7</Count><Count>2</Count></Sense>
</LexicalEntry>
<!-- a comment with <LexicalEntry> and "quotes' in it -->
<LexicalEntry id="t-hound-n"><Lemma writtenForm='hound' partOfSpeech='n'/><Sense id="t-hound-1" synset="t-1-n" n="1"/></LexicalEntry>
<LexicalEntry id="t-bark-v"><Lemma writtenForm="bark" partOfSpeech="v"/><Sense id="t-bark-1" synset="t-2-v" subcat="via"/></LexicalEntry>
<Synset id="t-1-n" ili="i46360" partOfSpeech="n" members="t-hound-n t-dog-n" lexfile="noun.animal"><Definition>an animal &#8212; &lt;tame&gt;</Definition><Definition language="de"><![CDATA[ein <Hund>]]></Definition><SynsetRelation relType="hypernym" target="t-3-n"/><Example>&quot;sit&quot;</Example></Synset>
<Synset id="t-2-v" ili="in" partOfSpeech="v"><Definition>make a noise</Definition><ILIDefinition>make the noise of a dog</ILIDefinition><SynsetRelation relType="entails" target="t-4-v"/><SynsetRelation relType="other" dc:type="agent" target="t-1-n"/></Synset>
<Synset id="t-3-n" ili="" partOfSpeech="n" lexicalized="false"><Definition>animal</Definition></Synset>
<Synset id="t-4-v" ili="" partOfSpeech="v"><Definition>breathe</Definition></Synset>
<SyntacticBehaviour id="via" subcategorizationFrame="Something ----s"/>
`);

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function load(xml: string): Promise<{ wn: Wordnet; diagnostics: Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const wn = await loadWordNet(bytesOf(xml), { onDiagnostic: (diagnostic) => diagnostics.push(diagnostic) });
  return { wn, diagnostics };
}

async function failure(xml: string | Uint8Array): Promise<Alt2imgError> {
  const error: unknown = await loadWordNet(typeof xml === "string" ? bytesOf(xml) : xml).catch(
    (thrown: unknown) => thrown,
  );
  if (error instanceof Alt2imgError) return error;
  throw error instanceof Error ? error : new Error("nothing was thrown");
}

describe("a small lexicon", () => {
  test("has everything in the XML", async () => {
    const { wn, diagnostics } = await load(small);
    expect(diagnostics).toEqual([]);
    expect(wn.lexicons).toEqual([
      { id: "t", label: "Test & try", language: "en", version: "1", license: "MIT", email: "a@b.example" },
    ]);
    const dog = synsetById(wn, "t-1-n")!;
    expect(lemmas(wn, dog)).toEqual(["hound", "dog"]);
    expect(gloss(wn, dog).definitions).toEqual([
      { text: "an animal — <tame>" },
      { text: "ein <Hund>", language: "de" },
    ]);
    expect(examples(wn, dog)).toEqual([{ text: '"sit"' }]);
    expect(ili(wn, dog)).toBe("i46360");
    const bark = synsetById(wn, "t-2-v")!;
    expect(ili(wn, bark)).toBe("in");
    expect(gloss(wn, bark).iliDefinition).toEqual({ text: "make the noise of a dog" });
    expect(relations(wn, bark)).toMatchObject([{ type: "entails" }, { type: "other", subtype: "agent" }]);
    expect(related(wn, synsetById(wn, "t-4-v")!, "is_entailed_by")).toEqual([bark]);
    expect(isLexicalized(wn, synsetById(wn, "t-3-n")!)).toBe(false);
    const [word] = findWords(wn, "DOGGIES");
    expect(wordDetails(wn, word!)).toEqual({
      pronunciations: [{ text: "dɒɡ", variety: "GB", phonemic: false }],
      tags: [{ category: "style", text: "plain" }],
      forms: [{ writtenForm: "doggies", id: "f1", tags: [{ category: "penn", text: "NNS" }] }],
    });
    const sense = senseById(wn, "t-dog-1")!;
    expect(senseCount(wn, sense)).toBe(9);
    expect(senseDetails(wn, sense)).toEqual({ examples: [{ text: "my dog", source: "me" }] });
    expect(relatedSenses(wn, senseById(wn, "t-bark-1")!, "derivation")).toEqual([sense]);
    expect(senseFrames(wn, senseById(wn, "t-bark-1")!)).toEqual(["Something ----s"]);
    expect(findSynset(wn, "hound.n.01")).toBe(dog);
  });

  test("is the same wherever the chunks end", async () => {
    const whole = (await load(small)).wn.bytes;
    for (const size of [1, 2, 3, 7, 64, 1000]) {
      const { bytes } = await loadWordNet(inChunks(bytesOf(small), size));
      expect(Buffer.compare(bytes, whole)).toBe(0);
    }
  });

  test("cut anywhere, it is an error that says so", async () => {
    const bytes = bytesOf(small);
    const complete = small.indexOf("</LexicalResource>") + "</LexicalResource>".length;
    for (let length = 1; length < complete; length += 37) {
      expect((await failure(bytes.subarray(0, length))).code).toMatch(/^wordnet\/xml/);
    }
  });

  test("what looks like a reference in CDATA isn't one", async () => {
    const { wn } = await load(small.replace("ein <Hund>", "&amp; &lt;").replace("an animal &#8212;", "&amp;lt;"));
    expect(gloss(wn, synsetById(wn, "t-1-n")!)?.definitions.map(({ text }) => text)).toEqual([
      "&lt; <tame>",
      "&amp; &lt;",
    ]);
  });

  test("that is long is the same as its elements one by one", async () => {
    const synset = (i: number): string =>
      `<Synset id="t-${i}-n" ili="" partOfSpeech="n">\n<Definition>the ${i}th ${"thing ".repeat(20)}</Definition></Synset>`;
    const { wn, diagnostics } = await load(
      lexicon(`${Array.from({ length: 3000 }, (_, i) => synset(i)).join("\n")}\n<Synset id="t-7-n"/>`),
    );
    expect(wn.counts.synsets).toBe(3000);
    for (const i of [0, 1, 437, 2999])
      expect(definition(wn, synsetById(wn, `t-${i}-n`)!)).toBe(`the ${i}th ${"thing ".repeat(20)}`);
    expect(diagnostics).toMatchObject([{ code: "wordnet/duplicate-id", line: 5 + 6000 }]);
  });

  test("in one line and one chunk is searched for line breaks once", async () => {
    const synset = (i: number): string =>
      `<Synset id="t-${i}-n" ili="" partOfSpeech="n"><Definition>d</Definition></Synset>`;
    const inOneLine = Array.from({ length: 5000 }, (_, i) => synset(i)).join("");
    const search = vi.spyOn(String.prototype, "indexOf");
    try {
      const { diagnostics } = await load(lexicon(`${inOneLine}\n<Synset id="t-7-n"/>\n${inOneLine}<Whatever/>`));
      expect(search.mock.calls.filter(([text]) => text === "\n").length).toBeLessThan(30);
      expect(diagnostics.map(({ line }) => line).filter((line) => line !== 7)).toEqual([6]);
      expect(diagnostics.at(-1)).toMatchObject({ code: "wordnet/lmf", line: 7 });
    } finally {
      search.mockRestore();
    }
  });

  test("comes through gzip, compiled, and a clone for a worker", async () => {
    const { gzipSync } = await import("node:zlib");
    const { wn } = await load(small);
    const fromGzip = await loadWordNet(new Uint8Array(gzipSync(small)));
    expect(Buffer.compare(fromGzip.bytes, wn.bytes)).toBe(0);
    const again = await loadWordNet(wn.bytes);
    expect(definition(again, synsetById(again, "t-4-v")!)).toBe("breathe");
    const clone = structuredClone(wn);
    expect(findSynsets(clone, "dog").map((synset) => synsetId(clone, synset))).toEqual(["t-1-n"]);
    expect((await failure(new Uint8Array(gzipSync(small)).subarray(0, 300))).code).toBe("wordnet/gzip");
  });
});

describe("XML that is not well-formed is an error with line and id", () => {
  const entry = (inner: string): string => lexicon(`<LexicalEntry id="t-x-n">\n${inner}\n</LexicalEntry>`);
  const cases: Record<string, [xml: string, message: RegExp]> = {
    "tags that do not match": [
      entry("<Lemma></Sense>"),
      /^Line 6 .*there is <\/Sense>, but <\/Lemma> is expected \(in LexicalEntry “t-x-n”\)/,
    ],
    "an attribute without quotes": [entry("<Lemma writtenForm=x/>"), /Line 6 .*isn't a tag/],
    "an attribute twice": [entry('<Lemma writtenForm="a" writtenForm="b"/>'), /Line 6 .*attribute writtenForm twice/],
    "an attribute twice, with space around its sign": [
      entry("<Lemma a = \"x='\" \n b='' a\t=\t'y'/>"),
      /Line 6 .*attribute a twice/,
    ],
    "a bare ampersand": [entry('<Lemma writtenForm="a & b"/>'), /Line 6 .*reference that XML doesn't define/],
    "an unknown entity": [entry("<Sense>&lol;</Sense>"), /Line 6 .*reference/],
    "text between entries": [lexicon("stray"), /“stray” is between elements/],
    "a second root": [`${document("")}<LexicalResource/>`, /expected one <LexicalResource>/],
    "an entry outside of a lexicon": [document("<LexicalEntry/>"), /<LexicalEntry> can't be inside <LexicalResource>/],
    "a prototype": [entry('<__proto__ a="1"/>'), /Line 5/],
    "a prototype's attribute": [`${entry('<Lemma __proto__="1"/>')}`, /Line 5/],
    "a prototype after others": [
      lexicon('<Synset id="a"/>\n<Synset id="b"/>\n<Synset id="c" constructor=""/>\n<Synset id="d"/>'),
      /Line 7/,
    ],
  };
  test.each(Object.entries(cases))("%s", async (_, [xml, message]) => {
    const error = await failure(xml);
    expect(error.code).toBe("wordnet/xml");
    expect(error.message).toMatch(message);
  });

  test("entities cannot be declared", async () => {
    const bomb = `<!DOCTYPE LexicalResource [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><LexicalResource/>`;
    expect(await failure(bomb)).toMatchObject({ code: "wordnet/xml-doctype" });
  });

  test("limits are named", async () => {
    const deep = `${"<Lemma>".repeat(10)}${"</Lemma>".repeat(10)}`;
    expect(await failure(entry(deep))).toMatchObject({
      code: "wordnet/xml-limit",
      message: expect.stringMatching(/more than 8 deep/),
    });
    expect(await failure(entry(`<Lemma writtenForm="${"x".repeat(70_000)}"/>`))).toMatchObject({
      code: "wordnet/xml-limit",
    });
    expect(await failure(entry(`<Example>${"x".repeat(1 << 20)}</Example>`))).toMatchObject({
      code: "wordnet/xml-limit",
    });
  });

  test("other encodings are refused", async () => {
    expect(await failure(new Uint8Array([0xff, 0xfe, 0x3c, 0]))).toMatchObject({ code: "wordnet/xml-encoding" });
    expect(await failure(`<?xml version="1.0" encoding="ISO-8859-1"?><LexicalResource/>`)).toMatchObject({
      code: "wordnet/xml-encoding",
    });
    for (const encoding of ["US-ASCII", "ascii", "UTF8", "utf-8"]) {
      const { wn } = await load(small.replace('encoding="UTF-8"', `encoding="${encoding}"`));
      expect(wn.counts.synsets).toBe(4);
    }
    const invalid = Uint8Array.from([...bytesOf("<LexicalResource>"), 0xff, 0xfe]);
    expect(await failure(invalid)).toMatchObject({ code: "wordnet/xml-encoding" });
  });
});

test("what doesn't follow the schema is left out with a diagnostic, and the rest is read", async () => {
  const { wn, diagnostics } = await load(
    small
      .replace('target="t-3-n"', 'target="t-99-n"')
      .replace('id="t-hound-1" synset="t-1-n"', 'id="t-hound-1" synset="nowhere"')
      .replace('relType="derivation"', 'relType="besties"')
      .replace('subcat="via"', 'subcat="via viaduct"')
      .replace("<SyntacticBehaviour", '<Synset id="t-4-v" ili="" partOfSpeech="v"/><Whatever/><SyntacticBehaviour')
      .replace("WN-LMF-1.3", "WN-LMF-7.0"),
  );
  expect(diagnostics.map(({ code }) => code).sort()).toEqual([
    "wordnet/dangling-frame",
    "wordnet/dangling-relation",
    "wordnet/dangling-sense",
    "wordnet/duplicate-id",
    "wordnet/lmf",
    "wordnet/lmf-version",
    "wordnet/relation-type",
  ]);
  expect(diagnostics.every(({ message, line }) => message !== "" && (line === undefined || line > 1))).toBe(true);
  expect(diagnostics.find(({ code }) => code === "wordnet/dangling-relation")?.message).toMatch(/“t-1-n”.*“t-99-n”/);
  expect(lemmas(wn, synsetById(wn, "t-1-n")!)).toEqual(["dog"]);
  expect(wn.counts.synsets).toBe(4);
});

test("several lexicons, and extensions of one in the same file", async () => {
  const two = small.replace(
    "</LexicalResource>",
    `<LexiconExtension id="x" label="X" language="en" email="" license="MIT" version="2">
<Extends id="t" version="1"/>
<ExternalLexicalEntry id="t-dog-n"><ExternalSense id="t-dog-1"><Count>1</Count></ExternalSense><Sense id="x-dog-2" synset="x-1-n"/></ExternalLexicalEntry>
<Synset id="x-1-n" ili="" partOfSpeech="n"><Definition>a sausage</Definition></Synset>
<ExternalSynset id="t-3-n"><SynsetRelation relType="hyponym" target="x-1-n"/></ExternalSynset>
<ExternalSynset id="u-3-n"/>
</LexiconExtension></LexicalResource>`,
  );
  const { wn, diagnostics } = await load(two);
  expect(diagnostics.map(({ code }) => code)).toEqual(["wordnet/external"]);
  expect(wn.lexicons.map(({ id, extends: base }) => [id, base?.id])).toEqual([
    ["t", undefined],
    ["x", "t"],
  ]);
  expect(findSynsets(wn, "dog").map((synset) => synsetId(wn, synset))).toEqual(["t-1-n", "x-1-n"]);
  expect(senseCount(wn, senseById(wn, "t-dog-1")!)).toBe(10);
  expect(hypernyms(taxonomy(wn), synsetById(wn, "x-1-n")!)).toEqual([synsetById(wn, "t-3-n")]);
});

test("one of several lexicons in a file can be queried on its own", async () => {
  const french = `<Lexicon id="fr" label="Fr" language="fr" email="" license="MIT" version="1">
<LexicalEntry id="fr-chien"><Lemma writtenForm="chien" partOfSpeech="n"/><Sense id="fr-chien-1" synset="fr-1-n"/></LexicalEntry>
<LexicalEntry id="fr-dog"><Lemma writtenForm="dog" partOfSpeech="n"/><Sense id="fr-dog-1" synset="fr-2-n"/></LexicalEntry>
<Synset id="fr-1-n" ili="i46360" partOfSpeech="n"/><Synset id="fr-2-n" ili="" partOfSpeech="n"/>
</Lexicon></LexicalResource>`;
  const { wn } = await load(small.replace("</LexicalResource>", french));
  const dog = synsetById(wn, "t-1-n")!;
  expect(translateLemmas(wn, dog, wn)).toEqual(["hound", "dog", "chien"]);
  expect(translateLemmas(wn, dog, wn, { lexicon: "fr" })).toEqual(["chien"]);
  expect(synsetLexicon(wn, synsetById(wn, "fr-1-n")!)).toMatchObject({ id: "fr", language: "fr" });
  const ids = (lexicon?: string): string[] => findSynsets(wn, "dog", { lexicon }).map((synset) => synsetId(wn, synset));
  expect([ids(), ids("t"), ids("fr")]).toEqual([["t-1-n", "fr-2-n"], ["t-1-n"], ["fr-2-n"]]);
  expect(findWords(wn, "dog", { lexicon: "fr" }).map((word) => wordLexicon(wn, word).id)).toEqual(["fr"]);
  expect(findSenses(wn, "dog", { lexicon: "t" })).toHaveLength(1);
  for (const call of [() => ids("de"), () => translate(wn, dog, wn, { lexicon: "de" })]) {
    expect(call).toThrow(
      expect.objectContaining({ code: "wordnet/no-lexicon", message: expect.stringContaining("t, fr") }),
    );
  }
});

test("relations of senses exist in both directions, and the stated ones are distinguished", async () => {
  const { wn } = await load(small);
  const [dog, bark] = [senseById(wn, "t-dog-1")!, senseById(wn, "t-bark-1")!];
  expect(senseRelations(wn, dog)).toEqual([{ type: "derivation", target: bark, stated: true }]);
  expect(senseRelations(wn, bark)).toEqual([{ type: "derivation", target: dog, stated: false }]);
  expect(statedSenseRelations(wn, bark)).toEqual([]);
});

test("words that differ only in case, and homographs, are numbered together in names", async () => {
  const word = (id: string, form: string, ...synsets: string[]): string =>
    `<LexicalEntry id="${id}"><Lemma writtenForm="${form}" partOfSpeech="n"/>${synsets.map((each) => `<Sense id="${id}-${each}" synset="${each}"/>`).join("")}</LexicalEntry>`;
  const synsets = ["s1", "s2", "s3", "s4"].map((id) => `<Synset id="${id}" ili="" partOfSpeech="n"/>`);
  const { wn } = await load(
    lexicon(`${word("a", "China", "s1")}${word("b", "china", "s2")}${word("c", "china", "s3")}${synsets.join("")}`),
  );
  const all = ["s1", "s2", "s3", "s4"].map((id) => synsetById(wn, id)!);
  expect(all.map((synset) => synsetName(wn, synset))).toEqual(["china.n.01", "china.n.02", "china.n.03", "s4"]);
  expect(all.map((synset) => findSynset(wn, synsetName(wn, synset)))).toEqual(all);
});

test("an extension adds to lemma and forms of a word, and forms", async () => {
  const extension = `<LexiconExtension id="x" label="X" language="en" email="" license="MIT" version="2">
<Extends id="t" version="1"/>
<ExternalLexicalEntry id="t-dog-n"><ExternalLemma><Pronunciation variety="US">dɔɡ</Pronunciation><Tag category="register">neutral</Tag></ExternalLemma>
<ExternalForm id="f1"><Pronunciation>ˈdɒɡiz</Pronunciation><Tag category="style">childish</Tag></ExternalForm>
<ExternalForm id="f9"><Tag category="style">lost</Tag></ExternalForm>
<Form writtenForm="doggos" id="x1"><Tag category="penn">NNS</Tag></Form></ExternalLexicalEntry>
<ExternalLexicalEntry id="t-hound-n"><Form writtenForm="hounds"/></ExternalLexicalEntry>
</LexiconExtension></LexicalResource>`;
  const { wn, diagnostics } = await load(small.replace("</LexicalResource>", extension));
  expect(diagnostics).toMatchObject([{ code: "wordnet/external", message: expect.stringContaining("“f9”") }]);
  const [dog] = findWords(wn, "doggos");
  expect(wordDetails(wn, dog!)).toEqual({
    pronunciations: [
      { text: "dɒɡ", variety: "GB", phonemic: false },
      { text: "dɔɡ", variety: "US" },
    ],
    tags: [
      { category: "style", text: "plain" },
      { category: "register", text: "neutral" },
    ],
    forms: [
      {
        writtenForm: "doggies",
        id: "f1",
        pronunciations: [{ text: "ˈdɒɡiz" }],
        tags: [
          { category: "penn", text: "NNS" },
          { category: "style", text: "childish" },
        ],
      },
      { writtenForm: "doggos", id: "x1", tags: [{ category: "penn", text: "NNS" }] },
    ],
  });
  expect(wordDetails(wn, findWords(wn, "hounds")[0]!)).toEqual({ forms: [{ writtenForm: "hounds" }] });
});

test("senses that an extension adds come after those of the word", async () => {
  const extension = `<LexiconExtension id="x" label="X" language="en" email="" license="MIT" version="2">
<Extends id="t" version="1"/>
<ExternalLexicalEntry id="t-dog-n"><Sense id="x-dog-2" synset="x-1-n"/><Sense id="x-dog-3" synset="x-2-n"/></ExternalLexicalEntry>
<Synset id="x-1-n" ili="" partOfSpeech="n"/><Synset id="x-2-n" ili="" partOfSpeech="n"/>
</LexiconExtension></LexicalResource>`;
  const { wn } = await load(small.replace("</LexicalResource>", extension));
  expect(findSynsets(wn, "dog").map((synset) => synsetId(wn, synset))).toEqual(["t-1-n", "x-1-n", "x-2-n"]);
});

test("a cycle of hypernyms is broken, and reported", async () => {
  const { wn } = await load(
    lexicon(`<Synset id="a" ili="" partOfSpeech="n"><SynsetRelation relType="hypernym" target="b"/></Synset>
<Synset id="b" ili="" partOfSpeech="n"><SynsetRelation relType="hypernym" target="a"/></Synset>
<Synset id="c" ili="" partOfSpeech="n"><SynsetRelation relType="hypernym" target="c"/></Synset>`),
  );
  const tree = taxonomy(wn);
  expect(tree.cycles).toHaveLength(2);
  expect(statedRelations(wn, synsetById(wn, "c")!)).toHaveLength(1);
  expect(hypernyms(tree, synsetById(wn, "c")!)).toEqual([]);
});

test("a chain of hypernyms that no lexicon has is refused by name", async () => {
  const chain = (length: number): string =>
    lexicon(
      Array.from({ length }, (_, i) => {
        const up = i === 0 ? "" : `<SynsetRelation relType="hypernym" target="c-${i - 1}"/>`;
        return `<Synset id="c-${i}" ili="" partOfSpeech="n">${up}</Synset>`;
      }).join(""),
    );
  const { wn } = await load(chain(MAX_TAXONOMY_DEPTH + 1));
  const deepest = synsetById(wn, `c-${MAX_TAXONOMY_DEPTH}`)!;
  expect(maxDepth(taxonomy(wn), deepest)).toBe(255);
  expect(hypernymPaths(taxonomy(wn), deepest)[0]).toHaveLength(256);
  const { wn: deeper } = await load(chain(20_000));
  expect(() => taxonomy(deeper)).toThrow(
    expect.objectContaining({ code: "wordnet/too-deep", message: expect.stringMatching(/synset c-256 /) }),
  );
});

test("without instances, they are neither roots nor leaves", async () => {
  const { wn } = await load(
    lexicon(`<Synset id="city" ili="" partOfSpeech="n"><SynsetRelation relType="instance_hyponym" target="rome"/></Synset>
<Synset id="paris" ili="" partOfSpeech="n"><SynsetRelation relType="instance_hypernym" target="city"/></Synset>
<Synset id="rome" ili="" partOfSpeech="n"/><Synset id="port" ili="" partOfSpeech="n"><SynsetRelation relType="hypernym" target="city"/></Synset>`),
  );
  const ids = (synsets: Synset[]): string[] => synsets.map((synset) => synsetId(wn, synset));
  const classes = taxonomy(wn, { instances: false });
  expect([ids(roots(classes)), ids(leaves(classes))]).toEqual([["city"], ["port"]]);
  expect([ids(roots(taxonomy(wn))), ids(leaves(taxonomy(wn)))]).toEqual([["city"], ["paris", "rome", "port"]]);
});

test("a lexicon without any glosses differs from one loaded without them", async () => {
  const xml =
    lexicon(`<LexicalEntry id="e"><Lemma writtenForm="dog" partOfSpeech="n"/><Sense id="s" synset="d"/></LexicalEntry>
<Synset id="d" ili="" partOfSpeech="n"/>`);
  const { wn } = await load(xml);
  const [dog] = findSynsets(wn, "dog");
  expect([hasDefinitions(wn), definition(wn, dog!), examples(wn, dog!)]).toEqual([true, "", []]);
  const apart = await compileWordNet(bytesOf(xml), { definitions: "apart" });
  const bare = await loadWordNet(apart.lexicon);
  expect(hasDefinitions(bare)).toBe(false);
  expect(() => definition(bare, dog!)).toThrow(expect.objectContaining({ code: "wordnet/no-definitions" }));
  expect(definition(await loadDefinitions(bare, apart.definitions!), dog!)).toBe("");
  const none = await loadWordNet((await compileWordNet(bytesOf(xml), { definitions: "none" })).lexicon);
  expect(() => gloss(none, dog!)).toThrow(expect.objectContaining({ code: "wordnet/no-definitions" }));
});
