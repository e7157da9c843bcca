/** The picture: views and their tabs, paint under the pointer, zoom, small pictures, 3D. */

import type { BodyName } from "../geometry/surface_meta";
import type { SurfacePoint } from "../geometry/surface_point";
import { isAbort } from "./atlas";
import { Brushwork } from "./brushwork";
import type { Colours } from "./colours";
import { EMPTY_CONTENT, type StageContent } from "./ink";
import { Pointers } from "./pointers";
import type { Shell } from "./shell";
import { SolidBody } from "./solid";
import { Stage } from "./stage";
import { Thumbs } from "./thumbs";
import type { Painted } from "./tint";
import type { LoadedSkin, ViewKeeper } from "./view_keeper";
import { type BrushStep, closeUp, GROUPS, groupOf, isWholeBody, radiusOf, viewsOf } from "./views";
import type { Padding, Size } from "./window";
import { say, sayOr, type Words } from "./words";

/** From this width on the picture has room for tools on both sides. [px] */
const WIDE_PX = 480;
/** A press of "Closer" comes so many times nearer. */
const NEARER = 1.6;

export interface BoardHost {
  readonly words: Words;
  readonly isPainting: boolean;
  /** A stroke begins; false when the drawing takes no more. */
  beginStroke(point: SurfacePoint): boolean;
  extendStroke(points: readonly SurfacePoint[]): void;
  endStroke(): void;
  cancelStroke(): void;
  viewChanged(view: string): void;
  failed(error: unknown): void;
  /** Say something about the 3D picture. */
  tell(key: "lostSolid" | "cannotSolid"): void;
}

export class Board {
  readonly #shell: Shell;
  readonly #host: BoardHost;
  readonly #keeper: ViewKeeper;
  readonly #stage: Stage;
  readonly #pointers: Pointers;
  readonly #brushwork: Brushwork;
  readonly #touch: HTMLElement;
  readonly #thumbs: Thumbs;
  readonly #solid: SolidBody;
  readonly #gone = new AbortController();
  /** The view last looked at in each group. */
  readonly #lastView = new Map<string, string>();
  #content: StageContent = EMPTY_CONTENT;
  #colours: Colours;
  #view: string;
  #body: BodyName;
  #skin: LoadedSkin | null = null;
  #asked = 0;

  constructor(
    shell: Shell,
    host: BoardHost,
    keeper: ViewKeeper,
    start: { view: string; body: BodyName; colours: Colours },
  ) {
    this.#shell = shell;
    this.#host = host;
    this.#keeper = keeper;
    this.#view = start.view;
    this.#body = start.body;
    this.#colours = start.colours;
    this.#stage = new Stage(shell.stage, this.#content, start.colours);
    this.#touch = document.createElement("div");
    this.#touch.className = "touch";
    shell.stage.append(this.#touch);
    this.#brushwork = new Brushwork(this.#stage, shell.stage, host, {
      enlarges: (point) => this.#enlarged(point),
      enlarge: (view) => void this.show(view),
    });
    this.#pointers = new Pointers(this.#touch, this.#brushwork);
    this.#thumbs = new Thumbs(thumbCanvases(shell.tabs));
    this.#solid = new SolidBody(shell.solid, host);
    this.#listen();
  }

  get view(): string {
    return this.#view;
  }

  get isSolid(): boolean {
    return this.#shell.frame.dataset["depth"] === "solid";
  }

  get isPainting(): boolean {
    return this.#host.isPainting;
  }

  get isGone(): boolean {
    return this.#gone.signal.aborted;
  }

  dispose(): void {
    this.#gone.abort();
    this.#asked++;
    this.#pointers.dispose();
    this.#brushwork.dispose();
    this.#stage.dispose();
    this.#thumbs.dispose();
    this.#solid.close();
  }

  /** The first view may be painted on as soon as this is done. */
  async open(): Promise<LoadedSkin> {
    const [skin] = await Promise.all([this.#keeper.skin(), this.show(this.#view)]);
    this.#skin = skin;
    return skin;
  }

  /** The small pictures and what else can wait. */
  async openRest(): Promise<void> {
    if (!this.#thumbs.areSeen) return;
    for (const { id, views } of GROUPS) {
      const view = this.#lastView.get(id) ?? views[0];
      if (view === undefined || this.#gone.signal.aborted) return;
      await this.#thumbOf(id, view);
      this.#thumbs.draw(this.#content.painted, this.#colours);
      await rest();
    }
  }

  async show(view: string): Promise<void> {
    const asked = ++this.#asked;
    const isNew = view !== this.#view;
    this.#view = view;
    this.#lastView.set(groupOf(view).id, view);
    this.#showTabs();
    this.#solid.look(view);
    if (isNew) this.#host.viewChanged(view);
    try {
      const drawing = this.#keeper.drawing(view, this.#body);
      drawing.catch(() => undefined); // awaited below, unless the skin fails first
      const plain = await this.#keeper.plain(view, this.#body, this.#paddingOf(view));
      if (asked !== this.#asked) return;
      const isWaiting = plain.svg === null;
      if (!isWaiting) this.#stage.show(plain);
      const svg = await drawing;
      if (asked !== this.#asked) return;
      if (isWaiting) this.#stage.show({ ...plain, svg });
      this.#brushwork.drawRing();
    } catch (error) {
      if (!isAbort(error)) this.#host.failed(error);
    }
  }

  async setBody(body: BodyName): Promise<void> {
    this.#body = body;
    await this.show(this.#view);
    await this.#solid.setBody(() => this.#keeper.positions(body, "anatomical"));
    await this.openRest();
  }

  /** Show a view and come near to some skin in it, where the whole body would make it small. */
  async showNear(view: string, weights: Float32Array): Promise<void> {
    await this.show(view);
    if (this.#view === view && isWholeBody(view)) this.#stage.focus(weights);
  }

  setContent(content: StageContent): void {
    this.#content = content;
    this.#stage.setContent(content);
    this.#solid.setContent(content);
  }

  /** Paint that is still under the brush: only the pictures that can be seen. */
  refresh(): void {
    this.#stage.invalidate();
    this.#solid.setContent(this.#content);
  }

  /** The small pictures follow when a stroke is done. */
  refreshThumbs(): void {
    this.#thumbs.draw(this.#content.painted, this.#colours);
  }

  setColours(colours: Colours): void {
    this.#colours = colours;
    this.#stage.setColours(colours);
    this.#solid.setColours(colours);
    this.refreshThumbs();
  }

  setBrush(step: BrushStep): void {
    this.#brushwork.radiusMm = radiusOf(step, this.#view);
    this.#solid.setBrush(radiusOf(step, this.#view));
  }

  setTool(): void {
    this.#touch.classList.toggle("turn", !this.#host.isPainting);
    this.#solid.setPainting(this.#host.isPainting);
    this.#brushwork.drawRing();
  }

  /** Change between the flat picture and the body in 3D; where that fails, the flat one stays. */
  async chooseDepth(depth: "flat" | "solid"): Promise<void> {
    const isShown = await this.#setDepth(depth).catch((error: unknown) => {
      if (!isAbort(error)) this.#host.failed(error);
      return false;
    });
    if (isShown || this.isGone) return;
    for (const radio of this.#shell.radios("depth")) radio.checked = radio.value === "flat";
    await this.#setDepth("flat");
    this.#host.tell("cannotSolid");
  }

  /** False when this browser cannot show it. */
  async #setDepth(depth: "flat" | "solid"): Promise<boolean> {
    this.#shell.frame.dataset["depth"] = depth;
    this.#shell.solid.hidden = depth === "flat";
    this.#showTabs();
    if (depth === "flat") {
      this.#solid.close();
      return true;
    }
    const [skin, positionsMm, occlusion] = await Promise.all([
      this.#keeper.skin(),
      this.#keeper.positions(this.#body, "anatomical"),
      this.#keeper.atlas.occlusion(),
    ]);
    if (!this.isSolid || this.#gone.signal.aborted) return true;
    return this.#solid.open({
      surface: skin.canvas.surface,
      positionsMm,
      occlusion,
      part: skin.parts,
      colours: this.#colours,
      view: this.#view,
      content: this.#content,
      radiusMm: this.#brushwork.radiusMm,
    });
  }

  get content(): StageContent {
    return this.#content;
  }

  set painted(painted: Painted | null) {
    this.#content = { ...this.#content, painted };
  }

  #listen(): void {
    const { signal } = this.#gone;
    const { tabs, close, control } = this.#shell;
    tabs.addEventListener(
      "click",
      (event) => {
        const group = GROUPS.find(({ id }) => id === buttonIn(event)?.dataset["group"]);
        const view = group && (this.#lastView.get(group.id) ?? viewsOf(group, this.#body)[0]);
        if (view !== undefined) void this.show(view);
      },
      { signal },
    );
    close.addEventListener(
      "click",
      (event) => {
        const view = buttonIn(event)?.dataset["view"];
        if (view !== undefined) void this.show(view);
      },
      { signal },
    );
    const zoom = (name: string, factor: number): void =>
      control(name).addEventListener("click", () => this.#zoom(factor), { signal });
    zoom("closer", NEARER);
    zoom("farther", 1 / NEARER);
    const whole = (): void => (this.isSolid ? this.#solid.look(this.#view) : this.#stage.fit());
    control("whole").addEventListener("click", whole, { signal });
  }

  /** Nearer (factor above 1) or farther, in the picture that is shown. */
  #zoom(factor: number): void {
    if (this.isSolid) this.#solid.zoom(factor);
    else this.#stage.zoomMiddle(factor);
  }

  /** Which close view a tap at a point asks for. */
  #enlarged(point: SurfacePoint): string | null {
    const skin = this.#skin;
    if (skin === null) return null;
    const { surface } = skin.canvas;
    const vertex = surface.triangles[point.triangle * 3] ?? 0;
    const part = surface.meta.parts[skin.parts[vertex] ?? 0] ?? "";
    const side = point.triangle < surface.nTriangles / 2 ? "left" : "right";
    return closeUp(this.#view, part, side);
  }

  /** Room around a view for what lies over the picture. */
  #paddingOf(view: string): (stage: Size) => Padding {
    const hasClose = viewsOf(groupOf(view), this.#body).length > 1;
    return ({ width }) =>
      width > WIDE_PX
        ? { top: hasClose ? 92 : 34, side: 80, bottom: isWholeBody(view) ? 28 : 10 }
        : {
            top: hasClose ? 86 : 28,
            side: hasClose ? 62 : 10,
            bottom: groupOf(view).id === "more" ? 68 : 8,
          };
  }

  #showTabs(): void {
    const { words } = this.#host;
    const group = groupOf(this.#view);
    for (const tab of this.#shell.tabs.querySelectorAll("button")) {
      tab.setAttribute("aria-pressed", String(tab.dataset["group"] === group.id));
    }
    const views = viewsOf(group, this.#body);
    this.#shell.frame.dataset["group"] = group.id;
    this.#shell.frame.dataset["close"] = String(views.length > 1 && !this.isSolid);
    this.#shell.close.replaceChildren(
      ...(views.length > 1 && !this.isSolid ? views.map((view) => this.#closeButton(view)) : []),
    );
    const seen = this.isSolid ? "seen.solid" : `seen.${this.#view}`;
    this.#shell.caption.textContent = sayOr(words, seen, "");
    const isHinted = isWholeBody(this.#view) && !this.isSolid;
    this.#shell.hint.textContent = isHinted
      ? say(words, isCoarse() ? "enlarge" : "enlargeClick")
      : "";
  }

  #closeButton(view: string): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset["view"] = view;
    button.textContent = sayOr(this.#host.words, `view.${view}`, view);
    button.setAttribute("aria-pressed", String(view === this.#view));
    return button;
  }

  async #thumbOf(group: string, view: string): Promise<void> {
    try {
      const plain = await this.#keeper.plain(view, this.#body, this.#paddingOf(view));
      if (!this.#gone.signal.aborted) this.#thumbs.setView(group, plain);
    } catch (error) {
      if (!isAbort(error)) this.#host.failed(error);
    }
  }
}

function thumbCanvases(tabs: HTMLElement): Map<string, HTMLCanvasElement> {
  const found = new Map<string, HTMLCanvasElement>();
  for (const tab of tabs.querySelectorAll("button")) {
    const canvas = tab.querySelector("canvas");
    if (canvas !== null) found.set(tab.dataset["group"] ?? "", canvas);
  }
  return found;
}

function buttonIn(event: Event): HTMLButtonElement | null {
  return event.target instanceof Element ? event.target.closest("button") : null;
}

/** Whether the person points with a finger. */
function isCoarse(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}

/** Let the browser breathe between two pieces of work. */
function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
