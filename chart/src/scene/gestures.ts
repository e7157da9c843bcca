/**
 * What does the person want: to paint, to turn, to come nearer?
 *
 * One finger or the main button on the skin paints (while painting is on); beside the skin, or
 * with another button, it turns the body. Two fingers turn and zoom. With Shift, a turning drag
 * shifts. The wheel zooms only while the picture has the focus or Ctrl is held, so that a page
 * can be scrolled past it.
 */

import { keyed, type Orbit, shifted, turned, zoomed } from "./orbit";
import { NUMBERED } from "./presets";

export interface GestureTarget {
  orbit(): Orbit;
  /** The person moved the eye. */
  moved(orbit: Orbit): void;
  look(view: string): void;
  /** Begin to paint here; false when there is no skin or painting is off. */
  strokeStart(clientX: number, clientY: number): boolean;
  strokeMove(clientX: number, clientY: number): void;
  strokeEnd(): void;
  hover(clientX: number, clientY: number, pointer: string): void;
  leave(): void;
}

interface Finger {
  x: number;
  y: number;
}

/** A drag across the height of the picture turns the body by so much. [rad] */
const TURN_PER_HEIGHT = Math.PI;
/** A stroke is picked at least this often. [CSS pixels] */
const PICK_EVERY_PX = 4;

export class Gestures {
  readonly #canvas: HTMLCanvasElement;
  readonly #target: GestureTarget;
  readonly #fingers = new Map<number, Finger>();
  readonly #gone = new AbortController();
  #painting: number | null = null;

  constructor(canvas: HTMLCanvasElement, target: GestureTarget) {
    this.#canvas = canvas;
    this.#target = target;
    const signal = this.#gone.signal;
    canvas.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    canvas.addEventListener("pointermove", (event) => this.#move(event), { signal });
    canvas.addEventListener("pointerup", (event) => this.#up(event), { signal });
    canvas.addEventListener("pointercancel", (event) => this.#up(event), { signal });
    canvas.addEventListener("pointerleave", () => target.leave(), { signal });
    canvas.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
    canvas.addEventListener("keydown", (event) => this.#key(event), { signal });
    canvas.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive: false });
  }

  dispose(): void {
    this.#gone.abort();
    this.#fingers.clear();
  }

  #down(event: PointerEvent): void {
    this.#canvas.setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.#fingers.size > 1) {
      this.#endStroke();
      return;
    }
    if (
      event.button === 0 &&
      !event.shiftKey &&
      this.#target.strokeStart(event.clientX, event.clientY)
    ) {
      this.#painting = event.pointerId;
    }
  }

  #move(event: PointerEvent): void {
    const finger = this.#fingers.get(event.pointerId);
    this.#target.hover(event.clientX, event.clientY, event.pointerType);
    if (finger === undefined) return;
    if (this.#painting === event.pointerId) {
      for (const point of coalesced(event)) this.#paintTo(finger, point.clientX, point.clientY);
    } else if (this.#fingers.size === 1) {
      this.#drag(finger, event);
    } else {
      this.#pinch(event.pointerId, event);
    }
    finger.x = event.clientX;
    finger.y = event.clientY;
  }

  /** Pick in short steps, so that a fast stroke has no holes. */
  #paintTo(from: Finger, x: number, y: number): void {
    const steps = Math.max(1, Math.ceil(Math.hypot(x - from.x, y - from.y) / PICK_EVERY_PX));
    for (let i = 1; i <= steps; i++) {
      this.#target.strokeMove(
        from.x + ((x - from.x) * i) / steps,
        from.y + ((y - from.y) * i) / steps,
      );
    }
    from.x = x;
    from.y = y;
  }

  #drag(from: Finger, event: PointerEvent): void {
    const height = this.#canvas.clientHeight || 1;
    const [right, down] = [(event.clientX - from.x) / height, (event.clientY - from.y) / height];
    const orbit = this.#target.orbit();
    this.#target.moved(
      event.shiftKey
        ? shifted(orbit, right, -down)
        : turned(orbit, -right * TURN_PER_HEIGHT, down * TURN_PER_HEIGHT),
    );
  }

  #pinch(id: number, event: PointerEvent): void {
    const other = [...this.#fingers].find(([key]) => key !== id)?.[1];
    const from = this.#fingers.get(id);
    if (other === undefined || from === undefined) return;
    const height = this.#canvas.clientHeight || 1;
    const before = Math.hypot(from.x - other.x, from.y - other.y) || 1;
    const after = Math.hypot(event.clientX - other.x, event.clientY - other.y) || 1;
    const middle = [(event.clientX + other.x) / 2, (event.clientY + other.y) / 2] as const;
    const orbit = turned(
      this.#target.orbit(),
      ((from.x - event.clientX) / 2 / height) * TURN_PER_HEIGHT,
      ((event.clientY - from.y) / 2 / height) * TURN_PER_HEIGHT,
    );
    this.#target.moved(this.#zoom(orbit, before / after, middle));
  }

  #wheel(event: WheelEvent): void {
    if (!event.ctrlKey && document.activeElement !== this.#canvas) return;
    event.preventDefault();
    const pixels = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
    const factor = Math.exp(pixels * (event.ctrlKey ? 0.008 : 0.0016));
    this.#target.moved(this.#zoom(this.#target.orbit(), factor, [event.clientX, event.clientY]));
  }

  #zoom(orbit: Orbit, factor: number, client: readonly [number, number]): Orbit {
    const box = this.#canvas.getBoundingClientRect();
    const place = [
      ((client[0] - box.left) / box.width) * 2 - 1,
      1 - ((client[1] - box.top) / box.height) * 2,
    ] as const;
    return zoomed(orbit, factor, place, box.width / box.height);
  }

  #up(event: PointerEvent): void {
    this.#fingers.delete(event.pointerId);
    if (this.#painting === event.pointerId) this.#endStroke();
  }

  #endStroke(): void {
    if (this.#painting === null) return;
    this.#painting = null;
    this.#target.strokeEnd();
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const view = NUMBERED[Number(event.key) - 1];
    const orbit =
      view === undefined ? keyed(this.#target.orbit(), event.key, event.shiftKey) : null;
    if (view !== undefined) this.#target.look(view);
    else if (orbit !== null) this.#target.moved(orbit);
    else return;
    event.preventDefault();
  }
}

/** Every place the pointer passed since the last event, where the browser tells. */
function coalesced(event: PointerEvent): readonly PointerEvent[] {
  const all = event.getCoalescedEvents?.() ?? [];
  return all.length > 0 ? all : [event];
}
