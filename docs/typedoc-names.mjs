// Names modules as they are imported: `@alt2img/core/node`, not `node`.
import { Application } from "typedoc";
import { MarkdownPageEvent } from "typedoc-plugin-markdown";

/** @param {import("typedoc").Application} app */
export function load(app) {
  app.on(Application.EVENT_PROJECT_REVIVE, (project) => {
    // A package's main module has no name if it has a comment, and its file's name otherwise.
    for (const module of (project.children ?? []).flatMap(({ children = [] }) => children)) {
      if (module.name === "") module.name = "index";
    }
  });
  app.renderer.on(MarkdownPageEvent.END, (page) => {
    const { model } = page;
    const packageName = model.parent?.isProject() ? model.name : model.parent?.name;
    if (packageName === undefined || page.contents === undefined) return;
    const name = model.parent?.isProject() || model.name === "index" ? packageName : `${packageName}/${model.name}`;
    page.contents = page.contents.replace(/^# .*$/m, `# ${name}`);
  });
}
