/**
 * Loads a module when it is first needed, once. An `import()` for every record would go through the runtime's loader each
 * time, which takes longer than a small record. A failure isn't kept, so the next call tries again.
 */
export function lazily<Module>(load: () => Promise<Module>): () => Promise<Module> {
  let loading: Promise<Module> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
