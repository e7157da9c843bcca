/** Turns what the pointer does on the flat picture into points on the skin, and shows the brush. */
import type { SurfacePoint } from "../geometry/surface_point";
import type { BoardHost } from "./board";
import type { Place, PointerListener } from "./pointers";
import type { Stage } from "./stage";

/** Points of a stroke lie this share of the radius apart, and never nearer than a pixel. */
const SPACING = 0.3;
const NEAREST_PX = 1.5;

export interface Enlarging {
  /** The close view a tap at a point asks for, or null. */
  enlarges(point: SurfacePoint): string | null;
  enlarge(view: string): void;
}

export class Brushwork implements PointerListener {
  radiusMm = 20;
  readonly #stage: Stage;
  readonly #host: BoardHost;
  readonly #enlarging: Enlarging;
  readonly #ring: HTMLElement;
  #hovered: Place | null = null;
  #isStroke = false;
  /** How far the pointer has come since the last point was laid. [px] */
  #sincePoint = 0;

  constructor(stage: Stage, root: HTMLElement, host: BoardHost, enlarging: Enlarging) {
    this.#stage = stage;
    this.#host = host;
    this.#enlarging = enlarging;
    this.#ring = document.createElement("div");
    this.#ring.className = "ring";
    this.#ring.hidden = true;
    root.append(this.#ring);
  }

  dispose(): void {
    this.#ring.remove();
  }

  begin(x: number, y: number): "paint" | "wait" | "move" | "none" {
    const point = this.#stage.pick(x, y);
    if (point === null) return this.#stage.isZoomed ? "move" : "none";
    if (this.#enlarging.enlarges(point) !== null) return "wait";
    if (!this.#host.isPainting) return this.#stage.isZoomed ? "move" : "none";
    return "paint";
  }

  paint(from: Place, to: Place): void {
    if (!this.#isStroke) {
      const point = this.#stage.pick(from.x, from.y);
      if (!this.#host.isPainting || point === null || !this.#host.beginStroke(point)) return;
      this.#isStroke = true;
      this.#sincePoint = 0;
      this.#host.extendStroke([point]);
    }
    const points: SurfacePoint[] = [];
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const spacing = Math.max(NEAREST_PX, SPACING * this.radiusMm * this.#stage.pxPerMm);
    let at = spacing - this.#sincePoint;
    for (; at <= length; at += spacing) {
      const part = at / length;
      const point = this.#stage.pick(
        from.x + (to.x - from.x) * part,
        from.y + (to.y - from.y) * part,
      );
      if (point !== null) points.push(point);
    }
    this.#sincePoint = length - (at - spacing);
    if (points.length > 0) this.#host.extendStroke(points);
  }

  end(): void {
    if (!this.#isStroke) return;
    this.#isStroke = false;
    this.#host.endStroke();
  }

  cancel(): void {
    if (!this.#isStroke) return;
    this.#isStroke = false;
    this.#host.cancelStroke();
  }

  tap(x: number, y: number): void {
    const point = this.#stage.pick(x, y);
    const view = point === null ? null : this.#enlarging.enlarges(point);
    if (view !== null) this.#enlarging.enlarge(view);
  }

  move(dx: number, dy: number): void {
    this.#stage.panBy(dx, dy);
  }

  zoom(factor: number, x: number, y: number): void {
    this.#stage.zoomBy(factor, x, y);
    this.drawRing();
  }

  hover(place: Place | null): void {
    this.#hovered = place;
    this.drawRing();
  }

  /** Show how large the brush is, where the pointer is. */
  drawRing(): void {
    const place = this.#hovered;
    const isOnSkin =
      place !== null && this.#host.isPainting && this.#stage.pick(place.x, place.y) !== null;
    this.#ring.hidden = !isOnSkin;
    if (!isOnSkin) return;
    const box = this.#stage.root.getBoundingClientRect();
    const radius = Math.max(2, this.radiusMm * this.#stage.pxPerMm);
    const { style } = this.#ring;
    style.width = style.height = `${2 * radius}px`;
    style.transform = `translate(${place.x - box.left - radius}px,${place.y - box.top - radius}px)`;
  }
}
