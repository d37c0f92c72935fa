import type { Definition, Example } from "../gloss.js";
import type { Pronunciation, WordForm } from "../look-up/details.js";
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

/** What an entry has beside its lemma and senses, as JSON; `""` for nothing. */
export function wordDetails(entry: XmlElement): string {
  const { attributes } = entry;
  const [lemma] = childrenOf(entry, "Lemma");
  const pronunciations = pronunciationsOf(lemma);
  const tags = tagsOf(lemma);
  const forms = childrenOf(entry, "Form").flatMap((form): WordForm[] => {
    const { writtenForm, id, script } = form.attributes;
    if (!writtenForm) return [];
    const own = pronunciationsOf(form);
    const ownTags = tagsOf(form);
    return [
      {
        writtenForm,
        ...(id === undefined ? {} : { id }),
        ...(script === undefined ? {} : { script }),
        ...(own.length === 0 ? {} : { pronunciations: own }),
        ...(ownTags.length === 0 ? {} : { tags: ownTags }),
      },
    ];
  });
  const metadata = metadataOf(attributes);
  const details = {
    ...(lemma?.attributes["script"] === undefined ? {} : { script: lemma.attributes["script"] }),
    ...(attributes["index"] === undefined ? {} : { index: attributes["index"] }),
    ...(pronunciations.length === 0 ? {} : { pronunciations }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(forms.length === 0 ? {} : { forms }),
    ...(metadata === undefined ? {} : { metadata }),
  };
  return Object.keys(details).length === 0 ? "" : JSON.stringify(details);
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
