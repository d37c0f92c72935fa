/** This package's version, as in its package.json (a test holds them together). */
export const VERSION = "0.0.0";
