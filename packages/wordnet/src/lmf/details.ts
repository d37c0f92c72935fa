import type { Definition, Example } from "../gloss.js";
import type { Pronunciation, WordForm } from "../look-up/details.js";
import type { XmlElement } from "./parse-element.js";

/** Dublin Core and the other attributes that WN-LMF calls metadata. */
export function metadataOf(attributes: XmlElement["attributes"]): Record<string, string> | undefined {
  const entries = Object.entries(attributes).filter(
    ([name]) => name.startsWith("dc:") || name === "status" || name === "note" || name === "confidenceScore",
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
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
export function wordDetails({ attributes, children }: XmlElement): string {
  const [lemma] = children.get("Lemma") ?? [];
  const pronunciations = pronunciationsOf(lemma);
  const tags = tagsOf(lemma);
  const forms = (children.get("Form") ?? []).flatMap((form): WordForm[] => {
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
  return (element?.children.get("Pronunciation") ?? []).map(({ text, attributes }) => {
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
  return (element?.children.get("Tag") ?? []).map(({ text, attributes }) => ({
    category: attributes["category"] ?? "",
    text,
  }));
}
