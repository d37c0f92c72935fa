import type { Definition, Example } from "../gloss.js";
import type { Pronunciation, WordDetails, WordForm } from "../senses/word-details.js";
import { childrenOf, type XmlElement } from "./parse-element.js";

/** Dublin Core and the other attributes that WN-LMF calls metadata. */
export function metadataOf(attributes: XmlElement["attributes"]): Record<string, string> | undefined {
  let metadata: Record<string, string> | undefined;
  for (const name in attributes) {
    if (!name.startsWith("dc:") && name !== "status" && name !== "note" && name !== "confidenceScore") continue;
    metadata ??= {};
    metadata[name] = attributes[name]!;
  }
  return metadata;
}

export function definitionOf({ text, attributes }: XmlElement): Definition {
  const { language, sourceSense } = attributes;
  const metadata = metadataOf(attributes);
  return {
    text,
    ...(language === undefined ? {} : { language }),
    ...(sourceSense === undefined ? {} : { sourceSense }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

export function exampleOf({ text, attributes }: XmlElement): Example {
  const { "dc:source": source, ...others } = attributes;
  const metadata = metadataOf(others);
  return {
    text,
    ...(source === undefined ? {} : { source }),
    ...(attributes["language"] === undefined ? {} : { language: attributes["language"] }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

/** What an entry has besides its lemma and senses, as JSON; `""` for nothing. */
export function wordDetails(entry: XmlElement): string {
  const { attributes } = entry;
  const [lemma] = childrenOf(entry, "Lemma");
  const pronunciations = pronunciationsOf(lemma);
  const tags = tagsOf(lemma);
  const forms = formsOf(entry);
  const metadata = metadataOf(attributes);
  return encode({
    ...(lemma?.attributes["script"] === undefined ? {} : { script: lemma.attributes["script"] }),
    ...(attributes["index"] === undefined ? {} : { index: attributes["index"] }),
    ...(pronunciations.length === 0 ? {} : { pronunciations }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(forms.length === 0 ? {} : { forms }),
    ...(metadata === undefined ? {} : { metadata }),
  });
}

/**
 * The details of an entry with what an extension's `ExternalLexicalEntry` adds: pronunciations and tags of its lemma and
 * of its forms, and further forms.
 *
 * @param known the result of `wordDetails` or of this function
 * @param onMissing called with the id of each `ExternalForm` that the entry does not have
 */
export function extendedDetails(
  known: string,
  external: XmlElement,
  onMissing: (id: string | undefined) => void,
): string {
  const details: WordDetails = known === "" ? {} : JSON.parse(known);
  const forms = [...(details.forms ?? [])];
  for (const element of childrenOf(external, "ExternalForm")) {
    const { id } = element.attributes;
    const place = id === undefined ? -1 : forms.findIndex((form) => form.id === id);
    if (place === -1) onMissing(id);
    else forms[place] = withSpoken(forms[place]!, element);
  }
  forms.push(...formsOf(external));
  const extended = childrenOf(external, "ExternalLemma").reduce<WordDetails>(withSpoken, details);
  return encode(forms.length === 0 ? extended : { ...extended, forms });
}

function encode(details: WordDetails): string {
  return Object.keys(details).length === 0 ? "" : JSON.stringify(details);
}

function withSpoken<Of extends Pick<WordDetails, "pronunciations" | "tags">>(known: Of, element: XmlElement): Of {
  const pronunciations = [...(known.pronunciations ?? []), ...pronunciationsOf(element)];
  const tags = [...(known.tags ?? []), ...tagsOf(element)];
  return {
    ...known,
    ...(pronunciations.length === 0 ? {} : { pronunciations }),
    ...(tags.length === 0 ? {} : { tags }),
  };
}

function formsOf(entry: XmlElement): WordForm[] {
  return childrenOf(entry, "Form").flatMap((form): WordForm[] => {
    const { writtenForm, id, script } = form.attributes;
    if (!writtenForm) return [];
    const own = { writtenForm, ...(id === undefined ? {} : { id }), ...(script === undefined ? {} : { script }) };
    return [withSpoken<WordForm>(own, form)];
  });
}

function pronunciationsOf(element: XmlElement | undefined): Pronunciation[] {
  return (element === undefined ? [] : childrenOf(element, "Pronunciation")).map(({ text, attributes }) => {
    const { variety, notation, phonemic, audio } = attributes;
    return {
      text,
      ...(variety === undefined ? {} : { variety }),
      ...(notation === undefined ? {} : { notation }),
      ...(phonemic === undefined ? {} : { phonemic: phonemic !== "false" }),
      ...(audio === undefined ? {} : { audio }),
    };
  });
}

function tagsOf(element: XmlElement | undefined): { category: string; text: string }[] {
  return (element === undefined ? [] : childrenOf(element, "Tag")).map(({ text, attributes }) => ({
    category: attributes["category"] ?? "",
    text,
  }));
}
