import type { DefaultTheme } from "vitepress";

type SearchOptions = NonNullable<DefaultTheme.LocalSearchOptions>;

/**
 * People type questions: “how do I read a WARC file”. Words that stand in every text are left out, guides come before the API, and
 * what has more of the words comes first.
 */
export const searchOptions: SearchOptions = {
  miniSearch: {
    options: {
      processTerm(term: string) {
        const words =
          "a about an and are as at be by can could did do does for from get has have how i if in into is it its me my of on or our should that the their there this to use using want was we what when where which who why will with you your";
        const word = term.toLowerCase();
        return words.split(" ").includes(word) ? null : word;
      },
    },
    searchOptions: {
      boost: { title: 4, titles: 2, text: 1 },
      fuzzy: 0.1,
      prefix: true,
      boostDocument: (id: string) => (id.startsWith("/api/") ? 0.25 : 1),
    },
  },
};
