import type { Page } from "playwright";

/** What a page has done so far. */
export type PageLog = {
  /** Errors and warnings in the console, refusals of the Content-Security-Policy included, uncaught errors, and dialogs. */
  readonly complaints: string[];
  /** URLs of everything that the page and its workers asked for, in order. */
  readonly requests: string[];
};

/** Notes what the page does from now on. */
export function watchPage(page: Page): PageLog {
  const log: PageLog = { complaints: [], requests: [] };
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) log.complaints.push(message.text());
  });
  page.on("pageerror", ({ message }) => log.complaints.push(message));
  page.on("dialog", (dialog) => {
    log.complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => log.requests.push(request.url()));
  return log;
}
