import type { PropertyDeclarations } from "lit";
import { Alt2imgElement } from "./alt2img-element.js";

/** What is going on while something is drawn. */
export type Doing = {
  /** Of a model that is being loaded, how much is read: from 0 to 1, if that is known. */
  readonly loading?: { readonly share: number | undefined };
};

/**
 * What elements do that draw when they are asked to, because it takes long: they draw what their attributes say, each order once, until it
 * is finished or somebody stops it.
 */
export abstract class DrawingElement<Order> extends Alt2imgElement {
  static override properties: PropertyDeclarations = {
    autostart: { type: Boolean, reflect: true },
    turn: { state: true },
    doing: { state: true },
  };
  protected static override readonly inputs: readonly string[] = ["turn"];

  /** Draws by a model as soon as it is on the screen, without being asked: everyone who opens the page then loads it. Default: when it is asked. */
  declare autostart: boolean;
  /** How often a drawing was asked for. */
  declare protected turn: number;
  declare protected doing: Doing | undefined;

  #stopper: AbortController = new AbortController();
  /** The turn and the order that were drawn last, to do nothing twice. */
  #done = "";

  constructor() {
    super();
    this.autostart = false;
    this.turn = 0;
  }

  /**
   * What the attributes say is to be drawn. Plain data.
   *
   * @throws Alt2imgError `elements/attribute`
   */
  protected abstract order(): Order;

  /** Draws; the signal aborts if something else is wanted, or if it is stopped. */
  protected abstract make(order: Order, signal: AbortSignal): Promise<void>;

  /** Called after a drawing, unless something else is wanted meanwhile. */
  protected ended?(order: Order, how: "finished" | "stopped" | "failed"): void;

  /** Whether it is drawn only if somebody presses Draw, or the page asks for it. */
  protected waits(_order: Order): boolean {
    return true;
  }

  /** Draws what the attributes say, as if someone had pressed Draw. */
  draw(): void {
    this.turn++;
  }

  /** Stops the drawing; what is there stays. */
  stop(): void {
    this.#stopper.abort();
  }

  /** How much of a model has been read, of how many bytes if that is known. */
  protected hearRead({ done, total }: { readonly done: number; readonly total: number | undefined }): void {
    this.doing = { loading: { share: total === undefined ? undefined : done / total } };
  }

  protected override async work(signal: AbortSignal): Promise<void> {
    // What was drawn before is aborted, even if what is wanted now can't be drawn.
    this.doing = undefined;
    const order = this.order();
    const wanted = JSON.stringify([this.turn, order]);
    const isAsked = this.turn > 0 || this.autostart || !this.waits(order);
    if (!isAsked || this.#done === wanted) return;
    this.#stopper = new AbortController();
    const stopped = this.#stopper.signal;
    this.doing = {};
    let how: "finished" | "stopped" | "failed" = "failed";
    try {
      await this.make(order, AbortSignal.any([signal, stopped]));
      how = "finished";
    } catch (error) {
      if (signal.aborted || !stopped.aborted) throw error;
      how = "stopped";
    } finally {
      if (!signal.aborted) {
        this.#done = wanted;
        this.doing = undefined;
        this.ended?.(order, how);
      }
    }
  }
}
