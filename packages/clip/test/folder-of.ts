import { Alt2imgError, type ModelFolder } from "@alt2img/core";

/** A folder with some files in place of another's: text, bytes, or an object that becomes JSON. */
export async function folderOf(
  base: ModelFolder,
  files: { readonly [path: string]: string | Uint8Array | object },
): Promise<ModelFolder> {
  const bytes = (file: string | Uint8Array | object): Uint8Array => {
    if (file instanceof Uint8Array) return file;
    return new TextEncoder().encode(typeof file === "string" ? file : JSON.stringify(file));
  };
  return {
    name: base.name,
    read: async (path, options) => (Object.hasOwn(files, path) ? bytes(files[path]!) : base.read(path, options)),
    list: async () => [...new Set([...((await base.list?.()) ?? []), ...Object.keys(files)])],
  };
}

/** A folder without some of another's files. */
export function folderWithout(base: ModelFolder, ...missing: readonly string[]): ModelFolder {
  return {
    name: base.name,
    async read(path, options) {
      if (missing.includes(path)) throw new Alt2imgError("test/no-such-file", `There is no ${path}.`);
      return base.read(path, options);
    },
    list: async () => ((await base.list?.()) ?? []).filter((path) => !missing.includes(path)),
  };
}
