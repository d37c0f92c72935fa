/** Where the compiled lexicon is, and its definitions and examples. */
export declare const files: { readonly lexicon: URL; readonly definitions: URL };
