/** What a page says if a script of its own doesn't come. */
export const NOT_FETCHED =
  "The program for this part of the page couldn’t be fetched. Is there a connection? Load the page again.";
