import { join } from "node:path";

/** What errors of the file system mean, and those of our own errors whose messages are for programmers. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "There is no such file. Check the name, and the folder that it is relative to.",
  EISDIR: "It is a folder, not a file. Give the name of a file in it.",
  ENOTDIR: "Part of its path is a file, not a folder. Check the path.",
  EEXIST: "Part of its path is a file, not a folder. Check the path.",
  EACCES: "Permission denied. Change its permissions, or run as another user.",
  EPERM: "Permission denied. Change its permissions, or run as another user.",
  EROFS: "The disk is read-only. Choose another place.",
  ENOSPC: "The disk is full. Free some space, or choose another place.",
  EDQUOT: "The disk quota is used up. Free some space, or choose another place.",
  EMFILE: "Too many files are open at once. Use fewer --jobs, or raise the limit (ulimit -n).",
  ELOOP: "Its symbolic links lead in a circle. Check the path.",
  ENAMETOOLONG: "Its name is longer than the file system allows. Check that it is a file name.",
  ENOTFOUND: "There is no server of this name. Check the address, and your connection.",
  EAI_AGAIN: "The name of the server can't be looked up now. Check your connection, and try again.",
  ECONNREFUSED: "The server refuses the connection. Check the address and its port, or try again later.",
  ECONNRESET: "The server closed the connection. Try again.",
  ETIMEDOUT: "The server doesn't answer. Try again later.",
  UND_ERR_CONNECT_TIMEOUT: "The server doesn't answer. Try again later.",
  ERR_INVALID_URL: "It isn't a valid web address. Check it.",
  "wordnet/definitions-alone": "It has the definitions of a lexicon, but not its words. Give the lexicon's own file.",
  "wordnet/too-many-paths": "The synset has too many paths to a root to show them. Leave out --paths.",
};

/** What they mean when something is written, if that is different. */
const UNWRITABLE: Readonly<Record<string, string>> = {
  ENOENT: "Its folder doesn't exist and can't be made. Choose another place.",
  EISDIR: "It is a folder. Give a file name.",
};

/** A name that looks like a web address. */
export const ADDRESS: RegExp = /^[a-z][a-z\d+.-]+:\/\/|^www\./i;

/**
 * Why one of the files can't be read, for commands that take many.
 *
 * @returns complete sentences
 */
export function reasonOfUnreadable(name: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EISDIR") return `It is a folder. To read the files in it, write ${join(name, "*")}.`;
  if (code !== "ENOENT" || !ADDRESS.test(name)) return reasonOf(error);
  return "It is a web address, and this command reads files. Download it first.";
}

/** What the code of an error means on the command line; `undefined` if the error's own message is good enough. */
export function knownReason(error: Error): string | undefined {
  return "code" in error ? REASONS[String(error.code)] : undefined;
}

/**
 * The reason for an error, for people: the meaning of the file system's code, or the error's message.
 *
 * @returns complete sentences
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return knownReason(error) ?? (/[.!?]$/.test(error.message) ? error.message : `${error.message}.`);
}

/**
 * The same for an error while something was being written.
 *
 * @returns complete sentences
 */
export function reasonOfUnwritable(error: unknown): string {
  const reason = error instanceof Error && "code" in error ? UNWRITABLE[String(error.code)] : undefined;
  return reason ?? reasonOf(error);
}
