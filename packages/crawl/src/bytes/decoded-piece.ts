/** A run of decoded bytes of a file, with what is known of the compressed member or frame that held it. */
export type DecodedPiece = {
  bytes: Uint8Array;
  /** Where the member starts in the file as stored, if `bytes` are its first ones. */
  memberStart?: number;
  /** Where the member ends in the file as stored (exclusive), if `bytes` are its last ones. */
  memberEnd?: number;
  /** The rest of the member is lost; what is wrong is reported when the next pieces are asked for. */
  damaged?: Damage;
};

/** `"cut"`: the file ends inside the member; what came before is right. `"corrupt"`: what came before may be wrong. */
export type Damage = "cut" | "corrupt";

/**
 * Decoded pieces in the order of the file; several at once where they come out of one call. Whoever asks for the next
 * ones may say that the rest of the member at hand is not wanted: then they begin with another member, if that can be
 * found without decoding.
 */
export type DecodedPieces<Result = void> = AsyncGenerator<readonly DecodedPiece[], Result, SkipRequest | undefined>;

/** The rest of a member is not wanted. */
type SkipRequest = {
  /** How many bytes the member has decoded, by the header of the record that it holds. */
  memberSize: number;
};

/** Tells of damage that the reading survives: what is wrong, and where in the file as stored. */
export type ReportDamage = (code: string, offset: number, message: string) => void;
