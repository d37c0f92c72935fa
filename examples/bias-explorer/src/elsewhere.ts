import type { Client } from "@alt2img/core/worker";
import { byId, counted } from "@alt2img/example-shared/element";
import { latest } from "./latest.js";
import { progressText } from "./tell-progress.js";
import type { MeasurerTasks, OpenedGrid, Part, Source } from "./worker/protocol.js";

type Options = {
  readonly measurer: Client<MeasurerTasks, Part>;
  /** @param url `""` for files, which an address can't name */
  readonly onOpened: (grid: OpenedGrid, url: string) => void;
  readonly onClosed: () => void;
};

/** Opens pictures that were made elsewhere, and goes back to those that are drawn here. */
export function connectElsewhere({ measurer, onOpened, onClosed }: Options): { open(url: string): void } {
  const status = byId("source-status", HTMLParagraphElement);
  const back = byId("back", HTMLButtonElement);
  const work = latest();

  const open = (source: Source): void => {
    status.textContent = "Opening …";
    byId("elsewhere", HTMLDetailsElement).open = true;
    void work.run(
      async (signal) => {
        const grid = await measurer("open", [source], {
          signal,
          onPart: (part) => part.type === "progress" && (status.textContent = progressText(part)),
        });
        const first = grid.problems.length < grid.problemCount ? `; the first ${grid.problems.length}` : "";
        const problems =
          grid.problemCount === 0
            ? ""
            : ` ${counted(grid.problemCount, "problem")}${first}: ${grid.problems.join(" ")}`;
        status.textContent = `${counted(grid.count, "picture")} of ${grid.name}.${problems}`;
        back.hidden = false;
        onOpened(grid, source.kind === "url" ? source.url : "");
      },
      (message) => {
        status.textContent = message;
      },
    );
  };
  const files = byId("files", HTMLInputElement);
  files.addEventListener("change", () => {
    if (!files.files?.length) return;
    open({ kind: "files", files: [...files.files] });
    files.value = "";
  });
  byId("url-form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    open({ kind: "url", url: byId("url", HTMLInputElement).value });
  });
  back.addEventListener("click", () => {
    work.stop();
    back.hidden = true;
    status.textContent = "";
    onClosed();
  });
  return { open: (url) => open({ kind: "url", url }) };
}
