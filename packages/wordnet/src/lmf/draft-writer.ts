import { Alt2imgError, type OnDiagnostic } from "@alt2img/core";
import {
  addRelation,
  addRow,
  createDraft,
  type Draft,
  type DraftRelations,
  kindIndex,
  partOfSpeechIndex,
} from "../compiled/draft.js";
import { createNumberList, type NumberList } from "../compiled/number-list.js";
import { encodeGloss } from "../gloss.js";
import type { LexiconInfo, LexiconReference } from "../lexicon-info.js";
import { PROPOSED_ILI } from "../look-up/synset-facts.js";
import { type PartOfSpeech, partsOfSpeech } from "../part-of-speech.js";
import { isRelationType } from "../relations/relation-type.js";
import { definitionOf, exampleOf, extendedDetails, metadataOf, wordDetails } from "./details.js";
import { MAX_LEXICONS } from "./limits.js";
import { childrenOf, type XmlElement } from "./parse-element.js";
import { senseKeyOfId } from "./sense-key.js";

/** Puts the elements of a WN-LMF file into a draft. */
export type DraftWriter = {
  startLexicon(element: XmlElement, line: number): void;
  add(element: XmlElement, line: number): void;
  finish(): Draft;
};

const adjectivePositions = ["", "a", "p", "ip"];

/** @param onDiagnostic called with `wordnet/lmf`, `wordnet/duplicate-id`, `wordnet/relation-type`, `wordnet/external` */
export function createDraftWriter(onDiagnostic: OnDiagnostic): DraftWriter {
  const draft = createDraft();
  const { pool } = draft;
  // For each pooled id the row that has it, plus 1.
  const entryById = createNumberList();
  const senseById = createNumberList();
  const synsetById = createNumberList();
  // For each entry's row, how many senses it has so far.
  const senseCounts = createNumberList();
  let lexicon = -1;

  const diagnose = (code: string, line: number, message: string): void =>
    onDiagnostic({ code: `wordnet/${code}`, message: `Line ${line}: ${message}`, line });

  /** Records the row of an id; `false` if the id is missing or already taken. */
  const claim = (ids: NumberList, what: string, id: string | undefined, row: number, line: number): boolean => {
    if (!id) {
      diagnose("lmf", line, `a ${what} has no id and is left out.`);
      return false;
    }
    const number = pool.intern(id);
    if (ids.at(number) !== 0) {
      diagnose("duplicate-id", line, `the id “${id}” belongs to an earlier ${what}; this one is left out.`);
      return false;
    }
    ids.set(number, row + 1);
    return true;
  };

  /** The row with an id, if there is one. */
  const rowOf = (ids: NumberList, id: string): number | undefined => {
    const next = ids.at(pool.find(id));
    return next === 0 ? undefined : next - 1;
  };

  const addLexiconChild = ({ name, attributes }: XmlElement): boolean => {
    const info = draft.lexicons[lexicon];
    if (info === undefined || (name !== "Requires" && name !== "Extends")) return false;
    const reference: LexiconReference = {
      id: attributes["ref"] ?? attributes["id"] ?? "",
      version: attributes["version"] ?? "",
    };
    if (attributes["url"] !== undefined) reference.url = attributes["url"];
    if (name === "Extends") info.extends = reference;
    else info.requires = [...(info.requires ?? []), reference];
    return true;
  };

  const addEntry = (element: XmlElement, line: number): void => {
    const { attributes } = element;
    const [lemma] = childrenOf(element, "Lemma");
    const writtenForm = lemma?.attributes["writtenForm"];
    const partOfSpeech = lemma?.attributes["partOfSpeech"];
    if (!writtenForm || !isPartOfSpeech(partOfSpeech)) {
      diagnose(
        "lmf",
        line,
        `the entry “${attributes["id"]}” has no lemma with a written form and a part of speech; it is left out.`,
      );
      return;
    }
    const entry = draft.entries.id.length;
    if (!claim(entryById, "entry", attributes["id"], entry, line)) return;
    addRow(draft.entries, {
      id: pool.intern(attributes["id"]!),
      form: pool.intern(writtenForm),
      partOfSpeech: partOfSpeechIndex(partOfSpeech),
      lexicon,
      details: pool.intern(wordDetails(element)),
      line,
    });
    addForms(entry, element, line);
    addSenses(entry, element, writtenForm, line);
  };

  const addForms = (entry: number, element: XmlElement, line: number): void => {
    for (const { attributes } of childrenOf(element, "Form")) {
      if (!attributes["writtenForm"]) {
        diagnose("lmf", line, "a form has no writtenForm; it is left out.");
        continue;
      }
      draft.otherForms.entry.push(entry);
      draft.otherForms.form.push(pool.intern(attributes["writtenForm"]));
    }
  };

  const addSenses = (entry: number, element: XmlElement, lemma: string, line: number): void => {
    const senses = childrenOf(element, "Sense");
    // The senses of an extension come after those of the lexicon.
    const before = senseCounts.at(entry);
    for (const [i, sense] of senses.entries()) addSense(entry, sense, lemma, before + i, line);
    senseCounts.set(entry, before + senses.length);
    for (const [i, { attributes }] of childrenOf(element, "SyntacticBehaviour").entries()) {
      // In WN-LMF 1.0 they are in the entry, for the senses that it names or for all of them.
      const named = attributes["senses"]?.split(/\s+/);
      const senses = named ?? childrenOf(element, "Sense").map((sense) => sense.attributes["id"] ?? "");
      addFrame(
        attributes["id"] ?? `${draft.entries.id.at(entry)}.${i}`,
        attributes["subcategorizationFrame"],
        senses,
        line,
      );
    }
  };

  const addSense = (entry: number, element: XmlElement, lemma: string, place: number, line: number): void => {
    const { attributes } = element;
    const { id, synset, n, lexicalized, adjposition = "", subcat } = attributes;
    if (!synset) {
      diagnose("lmf", line, `the sense “${id}” names no synset; it is left out.`);
      return;
    }
    const row = draft.senses.id.length;
    if (!claim(senseById, "sense", id, row, line)) return;
    const key = attributes["dc:identifier"] ?? senseKeyOfId(id!, draft.lexicons[lexicon]!.id);
    const keyCut = key?.lastIndexOf("%") ?? -1;
    const fits = keyCut !== -1 && key!.slice(0, keyCut).toLowerCase() === lemma.toLowerCase().replaceAll(" ", "_");
    addRow(draft.senses, {
      id: pool.intern(id!),
      keepId: 1,
      entry,
      synset: pool.intern(synset),
      rank: Number(n) >= 1 ? Math.min(Number(n) - 1, 0xffffffff) : place,
      keyTail: fits ? pool.intern(key!.slice(keyCut + 1)) : 0,
      adjectivePosition: Math.max(adjectivePositions.indexOf(adjposition), 0),
      notLexicalized: lexicalized === "false" ? 1 : 0,
      line,
    });
    if (subcat !== undefined) draft.senseFrames.set(row, subcat.trim().split(/\s+/).map(frameId));
    addToSense(row, element, line);
  };

  /** Adds the contents of senses and `ExternalSense`. */
  const addToSense = (row: number, element: XmlElement, line: number): void => {
    const { attributes } = element;
    addRelations(draft.senseRelations, row, childrenOf(element, "SenseRelation"), line);
    let uses = 0;
    for (const { text } of childrenOf(element, "Count")) uses += Math.max(Math.trunc(Number(text)) || 0, 0);
    draft.senses.uses.set(row, Math.min(draft.senses.uses.at(row) + uses, 0xffffffff));
    const examples = childrenOf(element, "Example").map(exampleOf);
    const metadata = metadataOf(attributes);
    if (examples.length === 0 && metadata === undefined) return;
    const known = JSON.parse(pool.text(draft.senses.details.at(row)) || "{}");
    const details = {
      ...known,
      ...(examples.length === 0 ? {} : { examples: [...(known.examples ?? []), ...examples] }),
      ...(metadata === undefined ? {} : { metadata }),
    };
    draft.senses.details.set(row, pool.intern(JSON.stringify(details)));
  };

  const addRelations = (
    relations: DraftRelations,
    row: number,
    elements: readonly XmlElement[],
    line: number,
  ): void => {
    for (const { attributes } of elements) {
      const { relType = "", target } = attributes;
      if (!target) {
        diagnose("lmf", line, `a relation ${relType} has no target; it is left out.`);
        continue;
      }
      let [type, subtype] = [relType, attributes["dc:type"]];
      if (!isRelationType(type)) {
        diagnose("relation-type", line, `WN-LMF has no relation “${type.slice(0, 60)}”; it is kept as “other”.`);
        [type, subtype] = ["other", type.slice(0, 60)];
      }
      if (draft.kinds.length > 1000)
        throw new Alt2imgError(
          "wordnet/xml-limit",
          `Line ${line}: there are more than 1,000 kinds of relations. Check that the file is WN-LMF.`,
        );
      addRelation(relations, row, kindIndex(draft, type, subtype), pool.intern(target));
    }
  };

  const addSynset = (element: XmlElement, line: number): void => {
    const { attributes } = element;
    const { id, ili = "", partOfSpeech, lexfile, lexicalized, members } = attributes;
    const row = draft.synsets.id.length;
    if (!claim(synsetById, "synset", id, row, line)) return;
    let letter = partOfSpeech;
    if (!isPartOfSpeech(letter)) {
      if (letter !== undefined)
        diagnose("lmf", line, `the synset “${id}” has the part of speech “${letter}”; it is read as unknown.`);
      letter = "u";
    }
    const metadata = metadataOf(attributes);
    addRow(draft.synsets, {
      id: pool.intern(id!),
      partOfSpeech: partOfSpeechIndex(letter as PartOfSpeech),
      lexicon,
      ili: iliOf(ili, id!, line),
      file: pool.intern(lexfile ?? ""),
      notLexicalized: lexicalized === "false" ? 1 : 0,
      gloss: pool.intern(glossOf(element)),
      details: pool.intern(metadata === undefined ? "" : JSON.stringify({ metadata })),
      line,
    });
    if (members !== undefined)
      draft.members.set(
        row,
        members
          .trim()
          .split(/\s+/)
          .map((member) => pool.intern(member)),
      );
    addRelations(draft.synsetRelations, row, childrenOf(element, "SynsetRelation"), line);
  };

  const iliOf = (ili: string, id: string, line: number): number => {
    if (ili === "") return 0;
    if (ili === "in") return PROPOSED_ILI;
    const number = /^i[1-9]\d{0,8}$/.test(ili) ? Number(ili.slice(1)) : 0;
    if (number === 0)
      diagnose(
        "lmf",
        line,
        `the synset “${id}” has the ILI “${ili.slice(0, 40)}”, not “i” and a number; it is left out.`,
      );
    return number;
  };

  const frameId = (id: string): number => pool.intern(`frame ${id}`);

  const addFrame = (id: string, frame: string | undefined, senses: readonly string[], line: number): void => {
    if (frame === undefined) {
      diagnose("lmf", line, `the syntactic behaviour “${id}” has no frame; it is left out.`);
      return;
    }
    draft.frames.set(frameId(id), frame);
    for (const sense of senses) {
      const row = rowOf(senseById, sense);
      if (row !== undefined) draft.senseFrames.set(row, [...(draft.senseFrames.get(row) ?? []), frameId(id)]);
      else if (sense !== "")
        diagnose("dangling-frame", line, `“${id}” is a frame of “${sense}”, which this file doesn't have.`);
    }
  };

  /** Extends an entry or synset of another lexicon in this file. */
  const addExternal = (element: XmlElement, line: number): void => {
    const { name, attributes } = element;
    const id = attributes["id"] ?? "";
    const row = rowOf(name === "ExternalSynset" ? synsetById : entryById, id);
    if (row === undefined) {
      diagnose("external", line, `the ${name} “${id}” refers to a lexicon that isn't in this file and is left out.`);
      return;
    }
    if (name === "ExternalSynset") {
      addRelations(draft.synsetRelations, row, childrenOf(element, "SynsetRelation"), line);
      const added = glossOf(element);
      if (added !== "") {
        const glosses = [pool.text(draft.synsets.gloss.at(row)), added].filter(Boolean);
        draft.synsets.gloss.set(row, pool.intern(glosses.join("\u001e")));
      }
      return;
    }
    const details = extendedDetails(pool.text(draft.entries.details.at(row)), element, (form) =>
      diagnose("external", line, `“${id}” has no form “${form}”; what the extension adds to it is left out.`),
    );
    draft.entries.details.set(row, pool.intern(details));
    addForms(row, element, line);
    addSenses(row, element, pool.text(draft.entries.form.at(row)), line);
    for (const sense of childrenOf(element, "ExternalSense")) {
      const known = rowOf(senseById, sense.attributes["id"] ?? "");
      if (known === undefined) diagnose("external", line, `the sense “${sense.attributes["id"]}” isn't in this file.`);
      else addToSense(known, { ...sense, attributes: {} }, line);
    }
  };

  return {
    startLexicon({ attributes }, line) {
      const { id = "", label = "", language = "", version = "", license = "", email, url, citation, logo } = attributes;
      if (!id || !version || !language) diagnose("lmf", line, `the lexicon “${id}” has no id, version or language.`);
      const metadata = metadataOf(attributes);
      const info: LexiconInfo = { id, label, language, version, license };
      for (const [key, value] of Object.entries({ email, url, citation, logo })) {
        if (value !== undefined) Object.assign(info, { [key]: value });
      }
      if (metadata !== undefined) info.metadata = metadata;
      lexicon = draft.lexicons.push(info) - 1;
      if (lexicon === MAX_LEXICONS)
        throw new Alt2imgError(
          "wordnet/xml-limit",
          `Line ${line}: there are more than ${MAX_LEXICONS} lexicons. Split the file.`,
        );
    },
    add(element, line) {
      const { name, attributes } = element;
      if (name === "LexicalEntry") addEntry(element, line);
      else if (name === "Synset") addSynset(element, line);
      else if (name === "SyntacticBehaviour") {
        const senses = attributes["senses"]?.split(/\s+/) ?? [];
        addFrame(attributes["id"] ?? `${line}`, attributes["subcategorizationFrame"], senses, line);
      } else if (name === "ExternalLexicalEntry" || name === "ExternalSynset") addExternal(element, line);
      else if (!addLexiconChild(element)) diagnose("lmf", line, `WN-LMF has no element <${name}>; it is left out.`);
    },
    finish() {
      if (draft.lexicons.length === 0) {
        throw new Alt2imgError("wordnet/xml", "The XML has no <Lexicon>. Check that it is WN-LMF.");
      }
      return draft;
    },
  };
}

function glossOf(element: XmlElement): string {
  const [iliDefinition] = childrenOf(element, "ILIDefinition");
  return encodeGloss({
    definitions: childrenOf(element, "Definition").map(definitionOf),
    examples: childrenOf(element, "Example").map(exampleOf),
    ...(iliDefinition === undefined ? {} : { iliDefinition: definitionOf(iliDefinition) }),
  });
}

function isPartOfSpeech(letter: string | undefined): letter is PartOfSpeech {
  return partsOfSpeech.some((known) => known === letter);
}
