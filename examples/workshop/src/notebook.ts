/** What a student has written down, under the question it answers. */
type Answer = {
  readonly question: string;
  readonly answer: string;
  /** How the task was left that this came out of, so that it opens like that again. */
  readonly state?: string;
};

/** A picture of the student's own, in a chapter. */
export type KeptPicture = { readonly chapter: string; readonly caption: string; readonly dataUrl: string };

/** Everything that is handed in. */
export type Notebook = {
  readonly name: string;
  /** By `chapter/field`, in the order in which they were first written. */
  readonly answers: Readonly<Record<string, Answer>>;
  readonly pictures: readonly KeptPicture[];
};

const KEY = "alt2img-workshop";
/** More make a file that nobody looks through. */
export const MOST_PICTURES = 24;

const empty: Notebook = { name: "", answers: {}, pictures: [] };

/** As it was kept in this browser; whatever isn't a notebook is an empty one. */
export function readNotebook(storage?: Storage): Notebook {
  try {
    const kept: unknown = JSON.parse((storage ?? localStorage).getItem(KEY) ?? "null");
    if (typeof kept !== "object" || kept === null) return empty;
    const { name, answers, pictures } = kept as Partial<Notebook>;
    return {
      name: String(name ?? ""),
      answers: Object.fromEntries(
        Object.entries(answers ?? {})
          .filter(([, each]) => typeof each === "object" && each !== null)
          .map(([key, { question, answer, state }]) => [
            key,
            {
              question: String(question),
              answer: String(answer),
              ...(state === undefined ? {} : { state: String(state) }),
            },
          ]),
      ),
      pictures: [...(pictures ?? [])].filter((each) => isPicture(each?.dataUrl)),
    };
  } catch {
    return empty;
  }
}

/**
 * Changes what is kept.
 *
 * @returns whether it is kept: there may be no room, and browsers may be set to keep nothing
 */
export function changeNotebook(change: (notebook: Notebook) => Notebook, storage?: Storage): boolean {
  try {
    (storage ?? localStorage).setItem(KEY, JSON.stringify(change(readNotebook(storage))));
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

/** Forgets everything. */
export function emptyNotebook(storage?: Storage): void {
  try {
    (storage ?? localStorage).removeItem(KEY);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
