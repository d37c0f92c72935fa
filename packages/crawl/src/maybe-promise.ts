/** A value without a promise where it is known at once: awaiting it would take longer than most of the work for it. */
export type MaybePromise<T> = T | Promise<T>;
