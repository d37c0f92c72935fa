/** What the page shows; all of it is in the URL, so that you can share it and the Back button works. */
export type View = {
  /** The word whose senses are listed. */
  word?: string;
  /** The id of the synset that is shown. */
  synset?: string;
  /** The wnid at the top of ImageNet's hierarchy; the hierarchy's root if it is `""`. */
  imagenet?: string;
  /** Which classes make up that hierarchy; the 1,000 if it is missing. */
  classes?: "21k";
  /** Whether to show synsets that are marked unsafe. */
  sensitive?: true;
};

/** Reads a query such as `?word=dog&synset=02084071-n`; it ignores what it doesn't know. */
export function parseAddress(query: string): View {
  const parameters = new URLSearchParams(query);
  const text = (name: string): string | undefined => parameters.get(name)?.trim().slice(0, 200) || undefined;
  const [word, synset] = [text("word"), text("synset")];
  return {
    ...(word === undefined ? {} : { word }),
    ...(synset === undefined ? {} : { synset }),
    ...(parameters.has("imagenet") ? { imagenet: text("imagenet") ?? "" } : {}),
    ...(parameters.get("classes") === "21k" ? { classes: "21k" } : {}),
    ...(parameters.has("sensitive") ? { sensitive: true } : {}),
  };
}

/** The inverse of `parseAddress`, for links: just `?` for the start page. */
export function formatAddress({ word, synset, imagenet, classes, sensitive }: View): string {
  const parameters = new URLSearchParams();
  if (word !== undefined) parameters.set("word", word);
  if (synset !== undefined) parameters.set("synset", synset);
  if (imagenet !== undefined) parameters.set("imagenet", imagenet);
  if (classes !== undefined) parameters.set("classes", classes);
  if (sensitive !== undefined) parameters.set("sensitive", "");
  return `?${String(parameters).replace(/=(?=&|$)/g, "")}`;
}
