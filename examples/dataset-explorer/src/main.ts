import { clientOf } from "@alt2img/core/worker";
import { type FunnelPresetName, funnelPresets } from "@alt2img/dataset/funnel";
import {
  columnOf,
  type Grouping,
  highest,
  identityTerms,
  isNumberKey,
  keepGroup,
  lossesOf,
  type NumberKey,
  presetSettings,
  type RuleKey,
  type RuleSettings,
  type SetFunnel,
  setFunnel,
  shuffled,
} from "@alt2img/elements/funnel/pairs-funnel";
import { byId, counted, h } from "@alt2img/example-shared/element";
import { cardView, isRight } from "./card-view.js";
import { facetsView } from "./facets-view.js";
import { lossesView, percent } from "./losses-view.js";
import { connectMap } from "./map-section.js";
import { connectQuestion } from "./question-section.js";
import { ruleInfo } from "./rules.js";
import { type RulesView, rulesView } from "./rules-view.js";
import { formatAddress, initialSettings, parseAddress, type Settings, TERM_SEPARATOR } from "./settings.js";
import { stagesView, totalInWords } from "./stages-view.js";
import { titleOf } from "./titles.js";
import type { Card, CardOrder, Found, Opened, Part, Question, Source, Tasks } from "./worker/protocol.js";

const MADE_UP = 100_000;
/** On a phone, both lists are below each other. */
const cardCount = (): number => (innerWidth < 640 ? 6 : 12);
/** Pairs and tables are read more slowly than a slider moves: they follow it after so many milliseconds. */
const READING_PAUSE = 150;

// Everything that takes time is done in a worker. Moving a threshold takes none.
const call = clientOf<Tasks, Part>(
  new Worker(new URL("./worker/serve.ts", import.meta.url), { type: "module", name: "dataset" }),
);

/** The data that has a button. */
const examples = { "open-tiny": "tiny", "open-made-up": "made-up" } as const;

const dataStatus = byId("data-status", HTMLParagraphElement);
const progress = byId("progress", HTMLProgressElement);
const searchStatus = byId("search-status", HTMLParagraphElement);
const words = byId("words", HTMLInputElement);
const by = byId("by", HTMLSelectElement);
const order = byId("order", HTMLSelectElement);
const group = byId("group", HTMLSelectElement);
const terms = byId("terms", HTMLTextAreaElement);

/** What is open, and what has been worked out for it. */
type View = {
  readonly opened: Opened;
  readonly rules: RulesView;
  groupings: readonly Grouping[];
  /** The identity terms by which they are grouped. */
  terms: readonly string[];
  /** What the last question found; all pairs without one. */
  found?: { readonly scores: Found["scores"]; readonly isRanked: boolean };
  /** 1 for each pair that the question and the chosen groups leave. */
  shown: Uint8Array;
};

const map = connectMap(call, cardsOf, (window) => keep({ map: window }));
const trained = connectQuestion(call, cardsOf, (ask) => keep({ ask }));

let settings = parseAddress(location.search);
let view: View | undefined;
let opening = new AbortController();
/** While it opens something, the worker may have other pairs than the page shows. */
let isOpening = false;
let searching = new AbortController();

/* Opening */

function sourceOf(data: string): Source {
  if (data === "tiny") return { kind: "tiny" };
  if (data === "made-up") return { kind: "made-up", count: MADE_UP };
  return { kind: "url", url: data };
}

async function open(source: Source): Promise<void> {
  opening.abort();
  searching.abort();
  opening = new AbortController();
  const { signal } = opening;
  isOpening = true;
  dataStatus.textContent = "Opening …";
  dataStatus.classList.remove("warning");
  progress.hidden = false;
  progress.removeAttribute("value");
  try {
    const opened = await call("open", [source], { signal, onPart: showProgress });
    isOpening = false;
    show(opened);
  } catch (error) {
    if (signal.aborted) return;
    dataStatus.textContent = messageOf(error);
    dataStatus.classList.add("warning");
  } finally {
    if (!signal.aborted) {
      isOpening = false;
      progress.hidden = true;
      draw();
    }
  }
}

function showProgress({ done, total }: Part): void {
  progress.hidden = false;
  if (total) progress.value = done / total;
}

function show(opened: Opened): void {
  const { name, table, groupings, problems, isCut, hasTruth } = opened;
  const rules = rulesView(opened, changeRule);
  for (const [id, data] of Object.entries(examples)) {
    byId(id, HTMLButtonElement).setAttribute("aria-pressed", String(settings.data === data));
  }
  view = { opened, rules, groupings, terms: identityTerms, shown: new Uint8Array(table.length).fill(1) };
  dataStatus.textContent = [
    `${counted(table.length, "pair")} of ${name} ${table.length === 1 ? "is" : "are"} open.`,
    isCut ? "There are more, which the page doesn’t take." : "",
    name === "made-up pairs"
      ? "Chance has made them, to show how fast the funnel is; they say nothing about the web."
      : "",
    hasTruth ? "The truth about each text is known, so you see what a filter gets wrong." : "",
    ...problems,
  ]
    .filter(Boolean)
    .join(" ");
  byId("rules", HTMLDivElement).replaceChildren(rules.element);
  group.replaceChildren(...groupings.map((each) => h("option", { value: each.name }, each.name)));
  for (const id of ["funnel", "pairs", "groups", "trained"]) byId(id, HTMLElement).hidden = false;
  const canSearch = opened.dimension > 0;
  by.querySelector<HTMLOptionElement>("[value=meaning]")!.disabled = !canSearch;
  byId("picture", HTMLInputElement).disabled = !canSearch;
  map.reset(canSearch);
  trained.reset();
  takeSettings();
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/* Settings */

let writing: ReturnType<typeof setTimeout> | undefined;

function change(more: Partial<Settings>): void {
  keep(more);
  draw();
}

/** Changes settings that the funnel doesn't depend on. */
function keep(more: Partial<Settings>): void {
  settings = { ...settings, ...more };
  // Browsers don't let a page write its address at every move of a slider.
  clearTimeout(writing);
  writing = setTimeout(() => history.replaceState(null, "", formatAddress(settings)), 150);
}

function changeRule(key: RuleKey, value: RuleSettings[RuleKey]): void {
  const { [key]: _, ...others } = settings.rules;
  const rules = value === undefined ? others : { ...others, [key]: value };
  change(isNumberKey(key) ? { rules, order: key } : { rules });
}

/** Puts all settings into the page. */
function takeSettings(): void {
  words.value = settings.words;
  by.value = settings.by;
  terms.value = (settings.terms ?? identityTerms).join(" ");
  map.take(settings.map);
  trained.take(settings.ask);
  void groupByTerms(settings.terms ?? identityTerms).then(() => search());
}

/* The funnel */

let isDue = false;
/** Draws everything at the next frame, however often it is asked to. */
function draw(): void {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    if (view !== undefined && !isOpening) drawNow(view);
  });
}

function drawNow(current: View): void {
  const funnel = setFunnel(current.opened.table, settings.rules);
  current.rules.show(settings.rules);
  byId("total", HTMLOutputElement).textContent = totalInWords(funnel);
  byId("stages", HTMLDivElement).replaceChildren(stagesView(funnel));
  drawTruth(current, funnel);
  drawOrder(funnel);
  drawPairs(current, funnel);
}

/** How good the filter is, where it is known which texts are right. */
function drawTruth({ groupings }: View, { lostAt, counts }: SetFunnel): void {
  const truth = groupings.find(({ name }) => name === "what is true");
  const paragraph = byId("truth", HTMLParagraphElement);
  paragraph.hidden = truth === undefined;
  if (truth === undefined) return;
  const right = lossesOf(truth, lostAt).filter((each) => isRight(each.group));
  const all = right.reduce((sum, { read }) => sum + read, 0);
  const kept = right.reduce((sum, each) => sum + each.read - each.lost, 0);
  paragraph.replaceChildren(
    h(
      "b",
      {},
      counts.kept === 0
        ? "Nothing is kept. "
        : `${percent(kept / counts.kept)} of the kept texts describe their picture. `,
    ),
    `The filter keeps ${percent(kept / all)} of the ${all.toLocaleString("en")} texts that do.`,
  );
}

/* Kept and rejected */

function drawOrder({ active }: SetFunnel): void {
  const options = {
    chance: "pairs picked at random",
    ...Object.fromEntries(
      active.filter(isNumberKey).map((key) => [key, `nearest to the threshold: ${ruleInfo[key].title}`]),
    ),
  };
  if (order.dataset["options"] !== JSON.stringify(options)) {
    order.dataset["options"] = JSON.stringify(options);
    order.replaceChildren(...Object.entries(options).map(([value, title]) => h("option", { value }, title)));
  }
  order.value = Object.hasOwn(options, settings.order) ? settings.order : "chance";
}

let isAsking = false;
let next: (() => Promise<void>) | undefined;

function drawPairs(current: View, funnel: SetFunnel): void {
  const { lostAt } = funnel;
  const { shown } = current;
  let kept = 0;
  let all = 0;
  for (let i = 0; i < shown.length; i++) {
    if (shown[i] === 0) continue;
    all++;
    if (lostAt[i] === 0) kept++;
  }
  byId("kept-title", HTMLHeadingElement).textContent = `Kept: ${kept.toLocaleString("en")}`;
  byId("rejected-title", HTMLHeadingElement).textContent = `Rejected: ${(all - kept).toLocaleString("en")}`;
  const { rules } = settings;
  next = async () => {
    // Each is a task of its own: together they would take longer than a frame over 100,000 pairs.
    for (const step of [() => drawLosses(current, funnel), () => map.show(lostAt, shown), () => trained.update()]) {
      await nextTask();
      if (view !== current) return;
      step();
    }
    const rank = rankOf(current, funnel);
    const choose = (isLost: boolean): number[] => {
      const isWanted = (pair: number): boolean => shown[pair] === 1 && (lostAt[pair] !== 0) === isLost;
      return highest(shown.length, (pair) => (isWanted(pair) ? rank(pair) : Number.NaN), cardCount());
    };
    await nextTask();
    const kept = choose(false);
    await nextTask();
    const rejected = choose(true);
    const cards = await call("cards", [ordersOf([...kept, ...rejected], funnel), rules]);
    if (view !== current) return;
    const show = (id: string, list: readonly Card[]): void =>
      showCards(
        byId(id, HTMLOListElement),
        list.map((card) => cardView(card, searchLike)),
      );
    show("kept", cards.slice(0, kept.length));
    show("rejected", cards.slice(kept.length));
  };
  void askForCards();
}

function ordersOf(pairs: readonly number[], { lostAt, active }: SetFunnel): CardOrder[] {
  return pairs.map((pair) => {
    const at = lostAt[pair]!;
    return at === 0 ? { pair } : { pair, lostAt: active[at - 1]! };
  });
}

/** These pairs, as the funnel now is. */
async function cardsOf(pairs: readonly number[]): Promise<HTMLElement[]> {
  if (view === undefined || isOpening) return [];
  const { rules } = settings;
  const orders = ordersOf(pairs, setFunnel(view.opened.table, rules));
  return (await call("cards", [orders, rules])).map((card) => cardView(card, searchLike));
}

/** Lets the page draw and take input before the caller continues. */
const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** One call at a time, and always the newest. */
async function askForCards(): Promise<void> {
  if (isAsking) return;
  isAsking = true;
  try {
    while (next !== undefined) {
      const ask = next;
      next = undefined;
      await ask();
      if (next !== undefined) await new Promise((resolve) => setTimeout(resolve, READING_PAUSE));
    }
  } catch (error) {
    searchStatus.textContent = messageOf(error);
  } finally {
    isAsking = false;
  }
}

/** Puts the cards into the list, and leaves the focus where it is. */
function showCards(list: HTMLOListElement, cards: readonly HTMLElement[]): void {
  const focused = list.contains(document.activeElement)
    ? document.activeElement?.closest<HTMLElement>("[data-pair]")?.dataset["pair"]
    : undefined;
  list.replaceChildren(...cards);
  if (cards.length === 0) list.append(h("li", { class: "soft" }, "None."));
  if (focused !== undefined) list.querySelector<HTMLElement>(`[data-pair="${focused}"] button`)?.focus();
}

/** The higher, the earlier a pair is shown: the best hit, the nearest to a threshold, or by chance. */
function rankOf({ opened, found }: View, { active }: SetFunnel): (pair: number) => number {
  if (found?.isRanked) return (pair) => found.scores[pair]!;
  const key = order.value as NumberKey;
  const column = active.includes(key) ? columnOf(opened.table, key) : undefined;
  const bound = settings.rules[key];
  if (column === undefined || bound === undefined) return (pair) => shuffled(pair, settings.seed);
  // A pair without a value comes last; among equals, chance decides.
  return (pair) => {
    const distance = Math.abs(column.values[pair]! - bound);
    return (Number.isNaN(distance) ? -1e12 : -distance) + shuffled(pair, settings.seed) * 1e-18;
  };
}

/* Searching */

async function search(question = questionOf(settings)): Promise<void> {
  const current = view;
  if (current === undefined) return;
  searching.abort();
  searching = new AbortController();
  const { signal } = searching;
  try {
    if (question === undefined) {
      delete current.found;
      searchStatus.textContent = "";
    } else {
      if (!("words" in question)) searchStatus.textContent = "Searching …";
      const { scores, count } = await call("find", [question], {
        signal,
        onPart: ({ done, total }) => {
          searchStatus.textContent = `Loading the tiny CLIP … ${total ? percent(done / total) : ""}`;
        },
      });
      const isRanked = !("words" in question);
      current.found = { scores, isRanked };
      searchStatus.textContent = isRanked
        ? `${inWords(question)}, the most similar first: of ${counted(count, "picture")}.`
        : `${counted(count, "text")} with ${inWords(question)}.`;
    }
  } catch (error) {
    if (signal.aborted) return;
    searchStatus.textContent = messageOf(error);
    delete current.found;
  }
  choosePairs(current);
}

function questionOf({ words: text, by: way, like }: Settings): Question | undefined {
  if (like >= 0) return { like };
  if (text.trim() === "") return undefined;
  return way === "words" ? { words: text } : { meaning: text };
}

function inWords(question: Question): string {
  if ("words" in question) return `“${question.words}”`;
  if ("meaning" in question) return `Pictures of “${question.meaning}” according to CLIP`;
  return "picture" in question ? "Pictures like yours" : "Pictures like the one that you chose";
}

function searchLike(pair: number): void {
  settings = { ...settings, like: pair, words: "" };
  words.value = "";
  change({});
  void search();
  // The button is replaced with its card.
  byId("pairs-title", HTMLElement).focus();
  byId("pairs", HTMLElement).scrollIntoView();
}

/** Which pairs the question and the chosen groups leave; the facets count what the question leaves. */
function choosePairs(current: View): void {
  const { opened, found, groupings } = current;
  const shown = new Uint8Array(opened.table.length).fill(1);
  if (found !== undefined) for (const [i, score] of found.scores.entries()) if (Number.isNaN(score)) shown[i] = 0;
  byId("facets", HTMLDivElement).replaceChildren(
    ...facetsView(groupings, { shown: shown.slice(), only: settings.only, titleOf, onChoose: chooseGroup }),
  );
  for (const grouping of groupings) {
    if (Object.hasOwn(settings.only, grouping.name)) keepGroup(grouping, settings.only[grouping.name]!, shown);
  }
  current.shown = shown;
  byId("all-pairs", HTMLButtonElement).hidden = found === undefined && Object.keys(settings.only).length === 0;
  draw();
}

function chooseGroup(name: string, chosen: string | undefined): void {
  const { [name]: _, ...others } = settings.only;
  change({ only: chosen === undefined ? others : { ...others, [name]: chosen } });
  if (view === undefined) return;
  choosePairs(view);
  document.querySelector<HTMLElement>(`[data-facet="${CSS.escape(name)}"]`)?.focus();
}

/* Who disappears */

function drawLosses({ groupings }: View, { lostAt, counts }: SetFunnel): void {
  const grouping = groupings.find(({ name }) => name === settings.group) ?? groupings[0]!;
  group.value = grouping.name;
  byId("terms-details", HTMLDetailsElement).hidden = grouping.name !== "identity term";
  const place = byId("losses", HTMLDivElement);
  const focused = place.contains(document.activeElement)
    ? (document.activeElement as HTMLElement).dataset["group"]
    : undefined;
  const average = 1 - counts.kept / counts.read;
  place.replaceChildren(
    lossesView(lossesOf(grouping, lostAt), {
      name: grouping.name,
      average,
      titleOf: (each) => titleOf(grouping.name, each),
      onShow: (chosen) => {
        chooseGroup(grouping.name, chosen);
        byId("pairs", HTMLElement).scrollIntoView();
      },
    }),
  );
  if (focused !== undefined) place.querySelector<HTMLElement>(`[data-group="${CSS.escape(focused)}"]`)?.focus();
}

async function changeTerms(): Promise<void> {
  const wanted = terms.value.split(TERM_SEPARATOR).filter(Boolean);
  const isOwn = wanted.join() === identityTerms.join();
  keep({ terms: isOwn ? undefined : wanted });
  await groupByTerms(wanted);
  if (view !== undefined) choosePairs(view);
}

async function groupByTerms(wanted: readonly string[]): Promise<void> {
  const current = view;
  if (current === undefined || current.terms.join() === wanted.join()) return;
  current.terms = wanted;
  const grouping = await call("groupByTerms", [wanted]);
  current.groupings = current.groupings.map((each) => (each.name === grouping.name ? grouping : each));
}

/* The controls */

const preset = byId("preset", HTMLSelectElement);
preset.append(
  h("option", { value: "" }, "this page, for the tiny CLIP"),
  ...Object.entries(funnelPresets).map(([name, { title }]) => h("option", { value: name }, title)),
);
preset.addEventListener("change", () => {
  const name = preset.value as FunnelPresetName | "";
  const rules = name === "" ? initialSettings.rules : presetSettings(name);
  byId("preset-note", HTMLParagraphElement).textContent = name === "" ? "" : presetNote(name, rules);
  change({ rules });
});

function presetNote(name: FunnelPresetName, rules: RuleSettings): string {
  const missing = (Object.keys(rules) as RuleKey[]).filter(
    (key) => view && columnOf(view.opened.table, key) === undefined,
  );
  const note =
    missing.length === 0
      ? ""
      : ` These pairs have no values for: ${missing.map((key) => ruleInfo[key].title.toLowerCase()).join(", ")}.`;
  const clip =
    rules.similarity !== undefined && settings.data === "tiny"
      ? " Its similarity is for another CLIP than the tiny one, so the same number means something else here."
      : "";
  return `Source: ${funnelPresets[name].source}.${note}${clip}`;
}

/** What is about the pairs that were open before. */
const nothingChosen = { only: {}, words: "", like: -1, map: undefined, ask: "" } as const;

function openData(data: string): void {
  change({ ...nothingChosen, data });
  void open(sourceOf(data));
}
for (const [id, data] of Object.entries(examples)) {
  byId(id, HTMLButtonElement).addEventListener("click", () => openData(data));
}
byId("url-form", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  openData(byId("url", HTMLInputElement).value);
});
const files = byId("files", HTMLInputElement);
files.addEventListener("change", () => {
  if (!files.files?.length) return;
  change({ ...nothingChosen, data: "file" });
  void open({ kind: "files", files: [...files.files] });
  files.value = "";
});

byId("search", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  change({ words: words.value, by: by.value === "meaning" ? "meaning" : "words", like: -1 });
  void search();
});
const picture = byId("picture", HTMLInputElement);
picture.addEventListener("change", () => {
  const [file] = picture.files ?? [];
  if (file === undefined) return;
  words.value = "";
  change({ words: "", like: -1 });
  void search({ picture: file });
  picture.value = "";
});
byId("all-pairs", HTMLButtonElement).addEventListener("click", () => {
  words.value = "";
  change({ words: "", like: -1, only: {} });
  void search();
  words.focus();
});
order.addEventListener("change", () => change({ order: order.value }));
byId("others", HTMLButtonElement).addEventListener("click", () => change({ order: "chance", seed: settings.seed + 1 }));
group.addEventListener("change", () => change({ group: group.value }));
terms.addEventListener("change", () => void changeTerms());
addEventListener("popstate", () => {
  const before = settings;
  settings = parseAddress(location.search);
  if (before.data === settings.data) takeSettings();
  else void open(sourceOf(settings.data));
});
// In a task of its own, so that the page is drawn before.
setTimeout(() => void open(sourceOf(settings.data)));
