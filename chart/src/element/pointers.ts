/**
 * What fingers, pen and mouse do on the picture: one paints, two zoom and move, a tap enlarges.
 * Knows nothing of the body; the listener says what a place means.
 */

export interface PointerListener {
  /** Begin at a place. "paint": a stroke begins; "wait": it begins only once the pointer moves;
   *  "move": the picture is moved; "none": nothing happens. */
  begin(x: number, y: number): "paint" | "wait" | "move" | "none";
  /** The stroke goes on in a straight line from one place to the next. */
  paint(from: Place, to: Place): void;
  end(): void;
  /** The stroke was no stroke: a second finger came, or the pointer was taken away. */
  cancel(): void;
  tap(x: number, y: number): void;
  move(dx: number, dy: number): void;
  zoom(factor: number, x: number, y: number): void;
  /** The pointer hovers here, or has left (null). */
  hover(place: Place | null): void;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A pointer that moves less than this is a tap. [px] */
const TAP_PX = 6;
/** A finger wobbles more. [px] */
const TOUCH_TAP_PX = 10;
/** After so long no click belongs to the tap any more. [ms] */
const CLICK_AFTER_MS = 700;

type Doing = "nothing" | "paint" | "wait" | "move" | "pinch";

export class Pointers {
  readonly #target: HTMLElement;
  readonly #listener: PointerListener;
  readonly #down = new Map<number, Place>();
  readonly #gone = new AbortController();
  #doing: Doing = "nothing";
  #start: Place = { x: 0, y: 0 };
  #last: Place = { x: 0, y: 0 };

  constructor(target: HTMLElement, listener: PointerListener) {
    this.#target = target;
    this.#listener = listener;
    const { signal } = this.#gone;
    target.addEventListener("pointerdown", (event) => this.#press(event), { signal });
    target.addEventListener("pointermove", (event) => this.#drag(event), { signal });
    target.addEventListener("pointerup", (event) => this.#release(event), { signal });
    target.addEventListener("pointercancel", (event) => this.#drop(event), { signal });
    target.addEventListener("pointerleave", () => this.#listener.hover(null), { signal });
    target.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive: false });
    target.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
  }

  dispose(): void {
    this.#gone.abort();
    this.#down.clear();
  }

  #press(event: PointerEvent): void {
    if (event.pointerType === "mouse" && event.button !== 0 && event.button !== 1) return;
    event.preventDefault();
    capture(this.#target, event.pointerId);
    this.#down.set(event.pointerId, placeOf(event));
    if (this.#down.size === 2) {
      this.#beginPinch();
      return;
    }
    if (this.#down.size > 2) return;
    this.#start = this.#last = placeOf(event);
    const wanted = event.button === 1 ? "move" : this.#listener.begin(this.#last.x, this.#last.y);
    this.#doing = wanted === "none" ? "nothing" : wanted;
    if (wanted === "paint") this.#listener.paint(this.#last, this.#last);
  }

  #beginPinch(): void {
    if (this.#doing === "paint") this.#listener.cancel();
    this.#doing = "pinch";
    this.#listener.hover(null);
  }

  #drag(event: PointerEvent): void {
    if (!this.#down.has(event.pointerId)) {
      if (event.pointerType !== "touch") this.#listener.hover(placeOf(event));
      return;
    }
    if (this.#doing === "pinch") {
      this.#pinch(event);
      return;
    }
    if (event.pointerType !== "touch") this.#listener.hover(placeOf(event));
    for (const one of coalesced(event)) this.#dragTo(placeOf(one), event.pointerType);
    this.#down.set(event.pointerId, placeOf(event));
  }

  #dragTo(place: Place, pointerType: string): void {
    if (this.#doing === "wait") {
      if (between(place, this.#start) < tapPx(pointerType)) return;
      this.#doing = "paint";
      this.#listener.paint(this.#start, this.#start);
      this.#last = this.#start;
    }
    if (this.#doing === "paint") this.#listener.paint(this.#last, place);
    if (this.#doing === "move") this.#listener.move(place.x - this.#last.x, place.y - this.#last.y);
    this.#last = place;
  }

  #pinch(event: PointerEvent): void {
    const before = [...this.#down.values()];
    this.#down.set(event.pointerId, placeOf(event));
    const after = [...this.#down.values()];
    const [a, b] = before;
    const [c, d] = after;
    if (a === undefined || b === undefined || c === undefined || d === undefined) return;
    const middle = { x: (c.x + d.x) / 2, y: (c.y + d.y) / 2 };
    this.#listener.move(middle.x - (a.x + b.x) / 2, middle.y - (a.y + b.y) / 2);
    const factor = between(c, d) / Math.max(1, between(a, b));
    if (factor !== 1) this.#listener.zoom(factor, middle.x, middle.y);
  }

  #release(event: PointerEvent): void {
    if (!this.#down.delete(event.pointerId)) return;
    if (this.#doing === "pinch") {
      if (this.#down.size === 0) this.#doing = "nothing";
      return;
    }
    const done = this.#doing;
    this.#doing = "nothing";
    if (done === "paint") this.#listener.end();
    if (done !== "wait") return;
    swallowClick(this.#target.ownerDocument);
    this.#listener.tap(this.#start.x, this.#start.y);
  }

  #drop(event: PointerEvent): void {
    this.#down.delete(event.pointerId);
    if (this.#doing === "paint") this.#listener.cancel();
    if (this.#down.size === 0) this.#doing = "nothing";
  }

  /** Only with Ctrl, or as a pinch on a touchpad: a plain wheel scrolls the page. */
  #wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#listener.zoom(Math.exp(-event.deltaY * 0.004), event.clientX, event.clientY);
  }
}

function placeOf(event: PointerEvent): Place {
  return { x: event.clientX, y: event.clientY };
}

function between(a: Place, b: Place): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function tapPx(pointerType: string): number {
  return pointerType === "touch" ? TOUCH_TAP_PX : TAP_PX;
}

/** Every place the pointer passed since the last event. */
function coalesced(event: PointerEvent): readonly PointerEvent[] {
  const all = event.getCoalescedEvents?.() ?? [];
  return all.length > 0 ? all : [event];
}

/**
 * Keep the click that follows a tap from what the tap brought under the finger.
 * It is over with the click itself, with the next press, or after a while.
 */
function swallowClick(page: Document): void {
  const done = new AbortController();
  const options = { capture: true, signal: done.signal };
  const swallow = (event: Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    done.abort();
  };
  page.addEventListener("click", swallow, options);
  page.addEventListener("pointerdown", () => done.abort(), options);
  setTimeout(() => done.abort(), CLICK_AFTER_MS);
}

/** Keep getting the pointer's events outside the picture; made-up pointers cannot be caught. */
function capture(target: HTMLElement, pointer: number): void {
  try {
    target.setPointerCapture(pointer);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
