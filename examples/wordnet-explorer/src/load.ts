import { loadDefinitions, loadWordNet, type Wordnet } from "@alt2img/wordnet";
import lexiconUrl from "@alt2img/wordnet/data/princeton30.bin?url";
import definitionsUrl from "@alt2img/wordnet/data/princeton30-definitions.bin?url";
import { type Taxonomy, taxonomy } from "@alt2img/wordnet/taxonomy";

/** Princeton's WordNet 3.0, whose offsets are ImageNet's ids, with definitions. */
export async function loadPrinceton(): Promise<{ wordnet: Wordnet; taxonomy: Taxonomy }> {
  const [lexicon, definitions] = await Promise.all([read(lexiconUrl), read(definitionsUrl)]);
  const wordnet = await loadDefinitions(await loadWordNet(lexicon), definitions);
  return { wordnet, taxonomy: taxonomy(wordnet) };
}

async function read(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: the server responded with status ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}
