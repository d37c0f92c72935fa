import type { Session } from "@alt2img/onnx";

/** The part of a session that pipelines use. */
export type NetworkSession = Omit<Session, typeof Symbol.asyncDispose>;

/** Keeps a network in memory only while it is used. */
export type SessionHolder = {
  /**
   * Opens a session, to see that it can be opened and what its inputs are; `run` opens it again when it is needed.
   *
   * @param signal of this first time; later, it is that of the run
   */
  hold(open: (signal?: AbortSignal) => Promise<Session>, signal?: AbortSignal): Promise<NetworkSession>;
  /** Closes the session that is open, which the next run opens again. */
  rest(): Promise<void>;
};

/** Sessions of which at most one is open. Runs of all of them wait for each other. */
export function oneAtATime(): SessionHolder {
  let current: { readonly owner: object; readonly session: Session } | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = last.then(task);
    last = turn.catch(() => {});
    return turn;
  }

  async function closeCurrent(): Promise<void> {
    const closing = current?.session;
    current = undefined;
    await closing?.close();
  }

  async function sessionOf(owner: object, open: () => Promise<Session>): Promise<Session> {
    if (current?.owner === owner) return current.session;
    await closeCurrent();
    const session = await open();
    current = { owner, session };
    return session;
  }

  return {
    async hold(open, signal) {
      const owner = {};
      let closed = false;
      const first = await inTurn(() => sessionOf(owner, () => open(signal)));
      return {
        ...first,
        run: (feeds, options = {}) =>
          inTurn(async () => {
            options.signal?.throwIfAborted();
            // A closed session says so itself.
            const session = closed ? first : await sessionOf(owner, () => open(options.signal));
            return session.run(feeds, options);
          }),
        close: () =>
          inTurn(async () => {
            closed = true;
            if (current?.owner === owner) await closeCurrent();
          }),
      };
    },
    rest: () => inTurn(closeCurrent),
  };
}
