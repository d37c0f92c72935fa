import { counted, h } from "@alt2img/example-shared/element";
import { definition, findSynsets, type Synset, type Wordnet } from "@alt2img/wordnet";
import { completeForm, findSimilarForms } from "@alt2img/wordnet/forms";

const MAX_SUGGESTIONS = 8;
/** The minimum length to search for similar words: nearly everything is similar to a shorter one. */
const LEAST_TO_CORRECT = 4;

export type SearchBoxOptions = {
  wordnet: Wordnet;
  isHidden: (synset: Synset) => boolean;
  onWord: (word: string) => void;
};

/** A word that can be chosen, with its first meaning. */
type Suggestion = { form: string; senses: number; meaning: string; corrected: boolean };

/** Words with this beginning; if there are none, words with a similar spelling. Those that only name hidden synsets are left out. */
function suggest({ wordnet, isHidden }: Omit<SearchBoxOptions, "onWord">, text: string): Suggestion[] {
  const query = text.trim();
  if (query === "") return [];
  const completed = completeForm(wordnet, query, { limit: MAX_SUGGESTIONS * 3 });
  const corrected = completed.length === 0 && query.length >= LEAST_TO_CORRECT;
  const forms = corrected ? findSimilarForms(wordnet, query, { limit: MAX_SUGGESTIONS * 3 }) : [];
  const suggestions: Suggestion[] = [];
  for (const form of corrected ? forms.map(({ form }) => form) : completed) {
    const synsets = findSynsets(wordnet, form).filter((synset) => !isHidden(synset));
    if (synsets.length === 0 || suggestions.length === MAX_SUGGESTIONS) continue;
    suggestions.push({ form, senses: synsets.length, meaning: definition(wordnet, synsets[0]!), corrected });
  }
  return suggestions;
}

/**
 * Makes the search box a combobox with a list of suggestions: arrow keys walk through it, Enter chooses one, Escape
 * closes it.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function connectSearchBox(
  form: HTMLFormElement,
  input: HTMLInputElement,
  list: HTMLUListElement,
  options: SearchBoxOptions,
): void {
  let suggestions: Suggestion[] = [];
  let active = -1;

  const show = (found: Suggestion[]): void => {
    suggestions = found;
    active = -1;
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(
      ...found.map(({ form, senses, meaning, corrected }, i) =>
        h(
          "li",
          { id: `suggestion-${i}`, role: "option", "aria-selected": "false", onclick: () => take(form) },
          h("b", {}, form),
          h("span", { class: "senses" }, corrected ? "written alike" : counted(senses, "sense")),
          h("span", { class: "meaning" }, meaning),
        ),
      ),
    );
  };
  const activate = (next: number): void => {
    active = (next + suggestions.length + 1) % (suggestions.length + 1);
    for (const [i, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(i === active));
    if (active === suggestions.length) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", `suggestion-${active}`);
      list.children[active]?.scrollIntoView({ block: "nearest" });
    }
  };
  const take = (word: string): void => {
    input.value = word;
    show([]);
    options.onWord(word);
  };

  input.addEventListener("input", () => show(suggest(options, input.value)));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show([]);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (suggestions.length === 0) show(suggest(options, input.value));
      else activate(event.key === "ArrowDown" ? active + 1 : active < 0 ? suggestions.length - 1 : active - 1);
    }
  });
  // A click on a suggestion first moves the focus away.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  input.addEventListener("blur", () => show([]));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const word = suggestions[active]?.form ?? input.value.trim();
    if (word !== "") take(word);
  });
}
