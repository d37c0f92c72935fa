/** A file on a web server, and what is known about it. */
export type RemoteFile = {
  /** Relative to its folder. */
  readonly path: string;
  readonly url: string;
  readonly byteLength?: number | undefined;
  /** In lower-case hexadecimal. */
  readonly sha256?: string | undefined;
  /** Whether it is on a hub, which also gives the SHA-256 of a file in Git LFS in its response. */
  readonly isHub?: boolean | undefined;
};

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;
