/** What a student has written down, under the question it answers. */
type Answer = {
  readonly question: string;
  readonly answer: string;
  /** How the task was left that this came out of, so that it opens like that again. */
  readonly state?: string;
};

/** A picture of the student's own, in a chapter. */
export type KeptPicture = { readonly chapter: string; readonly caption: string; readonly dataUrl: string };

/** Everything that is kept. */
export type Notebook = {
  readonly name: string;
  /** By `chapter/field`, in the order in which they were first written. */
  readonly answers: Readonly<Record<string, Answer>>;
  readonly pictures: readonly KeptPicture[];
  /** How tasks were left that were started again, by `chapter/field`. It isn't handed in. */
  readonly aside: Readonly<Record<string, string>>;
};

const KEY = "alt2img-workshop";
/** What something else left in the notebook's place, as it was. */
const UNREADABLE_KEY = `${KEY}-unreadable`;
/** More make a file that nobody looks through. */
export const MOST_PICTURES = 24;
/** In characters: longer ones are cut. */
const LONGEST_NAME = 100;

/** As it was kept in this browser; whatever in it isn't a notebook's is left out. */
export function readNotebook(storage?: Storage): Notebook {
  try {
    return parseNotebook((storage ?? localStorage).getItem(KEY)).notebook;
  } catch {
    return parseNotebook(null).notebook;
  }
}

/** `isWhole` is false if something was left out. */
function parseNotebook(text: string | null): { readonly notebook: Notebook; readonly isWhole: boolean } {
  const parsed = parseJson(text ?? "{}");
  const kept = isRecord(parsed) ? parsed : {};
  const { name = "", answers = {}, pictures = [], aside = {} } = kept;
  const allAnswers = isRecord(answers) ? Object.entries(answers) : [];
  const goodAnswers = allAnswers.filter((entry): entry is [string, Answer] => isAnswer(entry[1]));
  const allPictures: readonly unknown[] = Array.isArray(pictures) ? pictures : [];
  const goodPictures = allPictures.filter(isKeptPicture);
  const allAside = isRecord(aside) ? Object.entries(aside) : [];
  const goodAside = allAside.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return {
    notebook: {
      name: typeof name === "string" ? [...name].slice(0, LONGEST_NAME).join("") : "",
      answers: Object.fromEntries(goodAnswers),
      pictures: goodPictures,
      aside: Object.fromEntries(goodAside),
    },
    isWhole:
      kept === parsed &&
      typeof name === "string" &&
      isRecord(answers) &&
      Array.isArray(pictures) &&
      isRecord(aside) &&
      goodAside.length === allAside.length &&
      goodAnswers.length === allAnswers.length &&
      goodPictures.length === allPictures.length,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isAnswer = (value: unknown): value is Answer =>
  isRecord(value) &&
  typeof value["question"] === "string" &&
  typeof value["answer"] === "string" &&
  ["string", "undefined"].includes(typeof value["state"]);

const isKeptPicture = (value: unknown): value is KeptPicture =>
  isRecord(value) &&
  typeof value["chapter"] === "string" &&
  typeof value["caption"] === "string" &&
  isPicture(value["dataUrl"]);

/**
 * Changes what is kept. If something in it can't be read, all of it is put aside first, as it was.
 *
 * @returns whether it is kept: there may be no room, and browsers may be set to keep nothing
 */
export function changeNotebook(change: (notebook: Notebook) => Notebook, storage?: Storage): boolean {
  try {
    const local = storage ?? localStorage;
    const text = local.getItem(KEY);
    const { notebook, isWhole } = parseNotebook(text);
    if (text !== null && !isWhole) local.setItem(UNREADABLE_KEY, text);
    local.setItem(KEY, JSON.stringify(change(notebook)));
    return true;
  } catch {
    return false;
  }
}

/** An empty answer is taken away. */
export const withAnswer =
  (key: string, question: string, answer: string, state?: string) =>
  (notebook: Notebook): Notebook => {
    const { [key]: _, ...others } = notebook.answers;
    if (answer.trim() === "") return { ...notebook, answers: others };
    const kept: Answer = { question, answer, ...(state === undefined ? {} : { state }) };
    return { ...notebook, answers: { ...notebook.answers, [key]: kept } };
  };

/** Puts a task's state aside, or forgets it. */
export const withAside =
  (key: string, state: string | undefined) =>
  (notebook: Notebook): Notebook => {
    const { [key]: _, ...others } = notebook.aside;
    return { ...notebook, aside: state === undefined ? others : { ...others, [key]: state } };
  };

const isSame = (one: KeptPicture, other: KeptPicture): boolean => one.dataUrl === other.dataUrl;

/** The same picture twice is one. */
export const hasRoomFor = (picture: KeptPicture, { pictures }: Notebook): boolean =>
  pictures.filter((each) => !isSame(each, picture)).length < MOST_PICTURES;

/** Without room for it, the notebook stays as it is. */
export const withPicture =
  (picture: KeptPicture) =>
  (notebook: Notebook): Notebook =>
    hasRoomFor(picture, notebook)
      ? { ...notebook, pictures: [...withoutPicture(picture)(notebook).pictures, picture] }
      : notebook;

export const withoutPicture =
  (picture: KeptPicture) =>
  (notebook: Notebook): Notebook => ({
    ...notebook,
    pictures: notebook.pictures.filter((each) => !isSame(each, picture)),
  });

/** A picture in a data URL, of a kind that has no scripts. */
export const isPicture = (url: unknown): url is string =>
  typeof url === "string" && /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/.test(url);

/**
 * Forgets everything.
 *
 * @returns whether it is forgotten: the browser may let nobody change what it keeps
 */
export function emptyNotebook(storage?: Storage): boolean {
  try {
    const local = storage ?? localStorage;
    for (const key of [KEY, UNREADABLE_KEY]) local.removeItem(key);
    return local.getItem(KEY) === null;
  } catch {
    return false;
  }
}
