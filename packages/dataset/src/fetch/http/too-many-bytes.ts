import { formatNumber } from "@alt2img/core";
import { FetchError } from "../fetch-error.js";

export function tooManyBytes(url: URL, maxBytes: number): FetchError {
  const message = `${url.href} is longer than the limit of ${formatNumber(maxBytes)} bytes.`;
  return new FetchError("dataset/fetch-too-many-bytes", message);
}
