import { keepResult } from "./keep.js";
import { readNotebook } from "./notebook.js";
import { onOtherNotebook } from "./on-other-notebook.js";

/** A task that opens as it was left, and whose result is kept. */
export type Task = {
  /**
   * Keeps a result, once something was changed: what a task opens with is nobody's result.
   *
   * @param state as `open` takes it
   * @param isChanged what `state` doesn't say
   */
  keep(state: string, result: string, isChanged?: boolean): void;
  /** Forgets the result, and opens the task as it was first. */
  startAgain(): void;
};

/**
 * Opens a task as it was left, now, and when Back brings its page or another tab has changed the notebook.
 *
 * @param key `chapter/field`
 * @param what the result is called in the notebook
 * @param start the state of a task that nobody has touched
 * @param open puts the task into a state
 */
export function resumeTask(key: string, what: string, start: string, open: (state: string) => void): Task {
  const inNotebook = (): string => readNotebook().answers[key]?.state ?? start;
  let opened = start;
  /** What the notebook had for it last. */
  let known = start;
  let isTouched = false;
  const begin = (): void => {
    opened = known = inNotebook();
    isTouched = false;
    open(opened);
  };
  begin();
  onOtherNotebook(() => known !== inNotebook() && begin());
  return {
    keep(state, result, isChanged = false) {
      isTouched ||= isChanged || state !== opened;
      if (!isTouched) return;
      keepResult(key, what, result, state);
      known = inNotebook();
    },
    startAgain() {
      keepResult(key, what, "");
      begin();
    },
  };
}
