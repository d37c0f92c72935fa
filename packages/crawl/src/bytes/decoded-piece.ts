/** A run of decoded bytes of a file, with what is known about the compressed member or frame that it comes from. */
export type DecodedPiece = {
  bytes: Uint8Array;
  /** Where the member starts in the file as stored, if `bytes` are its first ones. */
  memberStart?: number;
  /** Where the member ends in the file as stored (exclusive), if `bytes` are its last ones. */
  memberEnd?: number;
  /** The rest of the member is lost; the damage is reported when the next pieces are requested. */
  damaged?: Damage;
};

/** `"cut"`: the file ends inside the member; the bytes so far are right. `"corrupt"`: the bytes so far may be wrong. */
export type Damage = "cut" | "corrupt";

/**
 * Decoded pieces in the order of the file; several at once where one call produces several. A caller that asks for the
 * next ones may say that it doesn't want the rest of the current member: then they begin with another member, if that
 * can be found without decoding.
 */
export type DecodedPieces<Result = void> = AsyncGenerator<readonly DecodedPiece[], Result, SkipRequest | undefined>;

/** Asks to skip the rest of a member. */
type SkipRequest = {
  /** How many bytes the member has once decoded, according to the header of the record in it. */
  memberSize: number;
};

/** Reports damage that doesn't stop reading: what is wrong, and where in the file as stored. */
export type ReportDamage = (code: string, offset: number, message: string) => void;
