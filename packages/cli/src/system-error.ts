/** What errors of the file system mean: what stands there, and what to do. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "There is no such file. Check the name, and the folder that it is relative to.",
  EISDIR: "It is a folder and should be a file. Name a file; those in a folder are FOLDER/*.",
  ENOTDIR: "A file stands where its path needs a folder. Check the path.",
  EEXIST: "A file stands where its path needs a folder. Check the path.",
  EACCES: "Its permissions forbid it. Change them, or run as a user who may.",
  EPERM: "Its permissions forbid it. Change them, or run as a user who may.",
  EROFS: "It lies on a disk that can only be read. Write elsewhere.",
  ENOSPC: "The disk is full. Make room, or write elsewhere.",
  EDQUOT: "The disk quota is used up. Make room, or write elsewhere.",
  EMFILE: "Too many files are open at once. Give fewer --jobs, or raise the limit (ulimit -n).",
  ELOOP: "Its symbolic links lead in a circle. Check the path.",
  ENAMETOOLONG: "Its name is longer than the file system allows. Is it a name?",
};

/** What a name that is no file's may have been meant for. */
const ADDRESS = /^[a-z][a-z\d+.-]+:\/\/|^www\./i;

/**
 * Why there is no file of this name.
 *
 * @returns whole sentences
 */
export function reasonOfMissing(name: string, error: unknown): string {
  const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
  if (!isMissing || !ADDRESS.test(name)) return reasonOf(error);
  return "It is an address, and files are read here. Download it first; of addresses, alt2img alt takes https:// and http://.";
}

/**
 * The reason of an error for people: what the file system's code means, or what the error says.
 *
 * @returns whole sentences
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const reason = "code" in error ? REASONS[String(error.code)] : undefined;
  return reason ?? (/[.!?]$/.test(error.message) ? error.message : `${error.message}.`);
}
