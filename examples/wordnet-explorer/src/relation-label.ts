import type { RelationType } from "@alt2img/wordnet/relations";

const labels: Partial<Record<RelationType, string>> = {
  hypernym: "is a kind of",
  hyponym: "its kinds",
  instance_hypernym: "is an instance of",
  instance_hyponym: "its instances",
  mero_part: "its parts",
  holo_part: "is part of",
  mero_member: "its members",
  holo_member: "is a member of",
  mero_substance: "is made of",
  holo_substance: "makes up",
  similar: "is similar to",
  also: "see also",
  attribute: "attribute",
  entails: "entails",
  is_entailed_by: "is entailed by",
  causes: "causes",
  is_caused_by: "is caused by",
  domain_topic: "belongs to the topic",
  has_domain_topic: "terms of this topic",
  domain_region: "belongs to the region",
  has_domain_region: "terms of this region",
  exemplifies: "is an example of",
  is_exemplified_by: "is exemplified by",
  antonym: "is the opposite of",
  derivation: "is derived from, or from it",
  pertainym: "pertains to",
  participle: "is a participle of",
};

/** A relation as the middle of a sentence from the synset to its targets. */
export function relationLabel(type: string): string {
  return labels[type as RelationType] ?? type.replaceAll("_", " ");
}
