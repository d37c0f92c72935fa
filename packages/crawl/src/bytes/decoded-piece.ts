/** A run of decoded bytes of a file, with what is known of the compressed member or frame that held it. */
export type DecodedPiece = {
  bytes: Uint8Array;
  /** Where the member starts in the file as stored, if `bytes` are its first ones. */
  memberStart?: number;
  /** Where the member ends in the file as stored (exclusive), if `bytes` are its last ones. */
  memberEnd?: number;
  /** The rest of the member is lost. It has been reported. */
  damaged?: boolean;
};

/** Decoded pieces in the order of the file; several at once where they come out of one call. */
export type DecodedPieces = AsyncGenerator<readonly DecodedPiece[], void, undefined>;

/** Tells of damage that the reading survives: what is wrong, and where in the file as stored. */
export type ReportDamage = (code: string, offset: number, message: string) => void;
