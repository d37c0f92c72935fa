/** What the bytes 0x80 to 0x9F stand for in windows-1252; HTML reads `&#128;` to `&#159;` so, too. */
export const WINDOWS_1252_C1 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
