/** Known at once where that can be: waiting for what is there takes longer than most of the steps on the way to it. */
export type MaybePromise<T> = T | Promise<T>;
