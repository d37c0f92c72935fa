/** A file on a web server, and what is known of it. */
export type RemoteFile = {
  /** In its folder. */
  readonly path: string;
  readonly url: string;
  readonly byteLength?: number | undefined;
  /** In lower-case hexadecimal. */
  readonly sha256?: string | undefined;
  /** It is on a hub, which says the SHA-256 of a file in Git LFS in its answer too. */
  readonly isHub?: boolean | undefined;
};

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;
