import type { GridImage } from "@alt2img/bias/grid";
import type { Client } from "@alt2img/core/worker";
import type { Settings, Side } from "./settings.js";
import type { Keyed, MeasurerTasks, Part } from "./worker/protocol.js";
import { modelTitles } from "./world.js";

/** What the sections below the columns know about the page. */
export type PageContext = {
  readonly measurer: Client<MeasurerTasks, Part>;
  settings(): Settings;
  change(next: Settings): void;
  /** Those of a column that are there, in the order of their seeds. */
  pictures(side: Side): GridImage[];
  isFromElsewhere(): boolean;
};

export type Section = {
  /** Puts the settings into its controls. */
  showSettings(): void;
  /** Says it again, about other pictures. Does nothing before someone has asked. */
  update(): void;
};

export const sideTitles: Readonly<Record<Side, string>> = { a: "Left", b: "Right" };

/** `Left: smiling farmer, Tiny Stable Diffusion, guidance 3` */
export function columnTitle(context: PageContext, side: Side): string {
  const { model, adjective, profession, guidance } = context.settings()[side];
  const name = Object.hasOwn(modelTitles, model) ? modelTitles[model as keyof typeof modelTitles] : model;
  const prompt = `${adjective} ${profession}`.trim().replaceAll("_", " ");
  const parts = [prompt, name, ...(context.isFromElsewhere() ? [] : [`guidance ${guidance}`])];
  return `${sideTitles[side]}: ${parts.join(", ")}`;
}

/** A picture as the worker wants it. Copies what it sends, so the page keeps it. */
export const keyed = ({ key, image }: GridImage): Keyed => ({ key, image });
