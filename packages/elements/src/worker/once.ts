/**
 * Remembers what was loaded by its key. What failed is loaded again by the next call; loading isn't aborted with the call that
 * started it, because others may wait for the same.
 */
export function once<Value>(load: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const loaded = new Map<string, Promise<Value>>();
  return (key) => {
    const known = loaded.get(key);
    if (known !== undefined) return known;
    const loading = load(key).catch((error: unknown) => {
      loaded.delete(key);
      throw error;
    });
    loaded.set(key, loading);
    return loading;
  };
}
