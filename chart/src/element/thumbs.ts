/** The small pictures beside the views: the bare body with the paint on it, drawn from the mesh. */

import { rasterise } from "../geometry/raster";
import type { Colours } from "./colours";
import { EMPTY_CONTENT, Ink } from "./ink";
import type { StageView } from "./stage";
import type { Painted } from "./tint";
import { cameraOf, fitted } from "./window";

/** Drawn finer than they are shown, so that their lines are smooth. */
const FINE = 3;

interface Thumb {
  readonly canvas: HTMLCanvasElement;
  readonly fine: HTMLCanvasElement;
  readonly ink: Ink;
  view: StageView | null;
}

export class Thumbs {
  readonly #thumbs = new Map<string, Thumb>();

  constructor(canvases: ReadonlyMap<string, HTMLCanvasElement>) {
    for (const [group, canvas] of canvases) {
      const fine = document.createElement("canvas");
      this.#thumbs.set(group, { canvas, fine, ink: new Ink(fine), view: null });
    }
  }

  /** Whether the small pictures are seen at all: on a phone they are not. */
  get areSeen(): boolean {
    return [...this.#thumbs.values()].some(({ canvas }) => canvas.clientHeight > 8);
  }

  setView(group: string, view: StageView): void {
    const thumb = this.#thumbs.get(group);
    if (thumb === undefined) return;
    const ratio = FINE * (devicePixelRatio || 1);
    const size = { width: thumb.canvas.clientWidth, height: thumb.canvas.clientHeight };
    if (size.width === 0 || size.height === 0) return;
    const window = fitted(view.camera, size, { top: 1, side: 1, bottom: 1 });
    const pixels = {
      width: Math.round(size.width * ratio),
      height: Math.round(size.height * ratio),
    };
    const map = rasterise({
      positionsMm: view.positionsMm,
      triangles: view.surface.triangles,
      camera: cameraOf(view.camera, window, pixels),
      shown: view.shown,
      cuts: view.cuts,
    });
    thumb.view = { ...view, svg: null };
    thumb.ink.setMap(map, ratio);
  }

  draw(painted: Painted | null, colours: Colours): void {
    for (const { ink, view, fine, canvas } of this.#thumbs.values()) {
      if (view === null) continue;
      ink.draw(view, { ...EMPTY_CONTENT, painted }, colours);
      canvas.width = Math.round(fine.width / FINE);
      canvas.height = Math.round(fine.height / FINE);
      const context = canvas.getContext("2d");
      if (context === null) continue;
      context.imageSmoothingQuality = "high";
      context.drawImage(fine, 0, 0, canvas.width, canvas.height);
    }
  }

  dispose(): void {
    for (const { ink } of this.#thumbs.values()) ink.dispose();
    this.#thumbs.clear();
  }
}
