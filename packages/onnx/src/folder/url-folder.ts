import { Alt2imgError, openUrl, readUrl } from "@alt2img/core";
import { onnxError } from "../onnx-error.js";
import type { ModelFiles } from "./model-files.js";
import { pathParts } from "./path.js";

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Files below a URL. */
export function urlFolder(base: URL, fetch: Fetch | undefined): ModelFiles {
  const name = base.href;
  const urlOf = (path: string): string => fileUrl(base, path).href;
  return {
    name,
    read: (path, options) => readUrl(urlOf(path), { ...options, fetch }).catch((error) => missing(error, path)),
    open: (path, { signal } = {}) => openUrl(urlOf(path), { fetch, signal }).catch((error) => missing(error, path)),
    list: async () => {
      throw onnxError("no-list", `${name} can't say which files it has. Read them by their path.`);
    },
  };
}

function missing(error: unknown, path: string): never {
  if (error instanceof Alt2imgError && / says 40[34]\b/.test(error.message)) {
    throw onnxError("no-such-file", `There is no file “${path}”: ${error.message}`, error);
  }
  throw error;
}

/** A query of the base, such as a signature, is kept. */
export function fileUrl(base: URL, path: string): URL {
  const url = new URL(base);
  const folder = base.pathname.endsWith("/") ? base.pathname : `${base.pathname}/`;
  url.pathname = folder + pathParts(path).map(encodeURIComponent).join("/");
  return url;
}
