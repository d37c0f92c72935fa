/** Tasks that take turns: a model draws one picture at a time, and finishes it before the next. */
export function inTurn(): <Result>(task: () => Promise<Result>, signal: AbortSignal) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (task, signal) => {
    const turn = last.then(() => {
      signal.throwIfAborted();
      return task();
    });
    last = turn.catch(() => undefined);
    return turn;
  };
}
