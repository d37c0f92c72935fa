/** Each relation of WN-LMF 1.0 to 1.4 with its inverse; a symmetric relation is its own inverse, `""` means no inverse. */
const inverses = {
  hypernym: "hyponym",
  instance_hypernym: "instance_hyponym",
  mero_location: "holo_location",
  mero_member: "holo_member",
  mero_part: "holo_part",
  mero_portion: "holo_portion",
  mero_substance: "holo_substance",
  meronym: "holonym",
  domain_topic: "has_domain_topic",
  domain_region: "has_domain_region",
  exemplifies: "is_exemplified_by",
  causes: "is_caused_by",
  entails: "is_entailed_by",
  subevent: "is_subevent_of",
  manner_of: "in_manner",
  state_of: "be_in_state",
  restricts: "restricted_by",
  classifies: "classified_by",
  role: "involved",
  agent: "involved_agent",
  patient: "involved_patient",
  result: "involved_result",
  instrument: "involved_instrument",
  location: "involved_location",
  direction: "involved_direction",
  target_direction: "involved_target_direction",
  source_direction: "involved_source_direction",
  co_agent_patient: "co_patient_agent",
  co_agent_instrument: "co_instrument_agent",
  co_agent_result: "co_result_agent",
  co_patient_instrument: "co_instrument_patient",
  co_result_instrument: "co_instrument_result",
  simple_aspect_ip: "simple_aspect_pi",
  secondary_aspect_ip: "secondary_aspect_pi",
  feminine: "has_feminine",
  masculine: "has_masculine",
  young: "has_young",
  diminutive: "has_diminutive",
  augmentative: "has_augmentative",
  metaphor: "has_metaphor",
  metonym: "has_metonym",
  antonym: "antonym",
  similar: "similar",
  attribute: "attribute",
  derivation: "derivation",
  eq_synonym: "eq_synonym",
  ir_synonym: "ir_synonym",
  co_role: "co_role",
  anto_gradable: "anto_gradable",
  anto_simple: "anto_simple",
  anto_converse: "anto_converse",
  also: "",
  participle: "",
  pertainym: "",
  other: "",
  body_part: "",
  by_means_of: "",
  destination: "",
  event: "",
  material: "",
  property: "",
  state: "",
  undergoer: "",
  uses: "",
  vehicle: "",
} as const;

type Inverses = typeof inverses;

/**
 * A relation between synsets or senses, by its name in WN-LMF.
 *
 * @see https://globalwordnet.github.io/gwadoc/
 */
export type RelationType = keyof Inverses | Exclude<Inverses[keyof Inverses], "">;

const inverseOf: ReadonlyMap<string, RelationType> = new Map(
  Object.entries(inverses).flatMap(([type, inverse]) =>
    inverse === "" ? [] : [[type, inverse] as const, [inverse, type as RelationType] as const],
  ),
);

/** All relations of WN-LMF 1.0 to 1.4. */
export const relationTypes: readonly RelationType[] = Object.entries(inverses).flatMap(([type, inverse]) =>
  inverse === "" || inverse === type ? [type as RelationType] : [type as RelationType, inverse],
);

const known: ReadonlySet<string> = new Set(relationTypes);

/** Whether `name` is a relation of WN-LMF. */
export function isRelationType(name: string): name is RelationType {
  return known.has(name);
}

/**
 * The relation that holds from target to source: `hyponym` for `hypernym`, itself for `antonym`, nothing for
 * `pertainym`.
 */
export function inverseRelation(type: RelationType): RelationType | undefined {
  return inverseOf.get(type);
}
