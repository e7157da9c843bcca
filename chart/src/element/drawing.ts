/** One drawing: its strokes, the paint they leave, and what can be taken back. */
import type { Painting, Undo } from "../geometry/painting";
import { type Step, StrokeLog } from "../geometry/stroke_log";
import {
  type BrushStroke,
  countPoints,
  MOST_POINTS,
  MOST_STROKES,
  mirroredStroke,
  type StoredPoint,
  type Stroke,
} from "../geometry/strokes";

/** A stroke being drawn: everything of it but its points. */
export type Brush = Omit<BrushStroke, "points">;

export class Drawing {
  #log = new StrokeLog();
  #painting: Painting | null = null;
  /** What each stroke of the log changed in the paint, in the same order. */
  #undos: Undo[] = [];
  #live: { brush: Brush; both: boolean; points: StoredPoint[]; undos: Undo[] } | null = null;

  get strokes(): readonly Stroke[] {
    return this.#log.strokes;
  }

  get canUndo(): boolean {
    return this.#log.canUndo;
  }

  get canRedo(): boolean {
    return this.#log.canRedo;
  }

  get painting(): Painting | null {
    return this.#painting;
  }

  /** Whether a stroke is under way. */
  get isDrawing(): boolean {
    return this.#live !== null;
  }

  /** Whether the limits of a drawing leave room for one more stroke. */
  get isFull(): boolean {
    const { strokes } = this;
    return strokes.length + 2 > MOST_STROKES || countPoints(strokes) >= MOST_POINTS - 2000;
  }

  /** Put the strokes on another painting, for instance once the regions are known. */
  attach(painting: Painting | null): void {
    this.cancel();
    this.#painting = painting;
    this.#undos = painting === null ? [] : this.strokes.map((stroke) => painting.add(stroke));
  }

  /** Begin anew from strokes that came from outside; they cannot be undone. */
  reset(strokes: readonly Stroke[]): void {
    this.cancel();
    const before = this.strokes;
    this.#log = new StrokeLog(strokes);
    this.#repaint({ at: 0, before, after: strokes });
  }

  add(strokes: readonly Stroke[]): void {
    this.cancel();
    this.#repaint(this.#log.add(strokes));
  }

  /** Replace the list of strokes, as one step that can be undone. */
  replace(strokes: readonly Stroke[]): boolean {
    this.cancel();
    return this.#repaint(this.#log.replace(strokes));
  }

  undo(): boolean {
    this.cancel();
    return this.#repaint(this.#log.undo());
  }

  redo(): boolean {
    this.cancel();
    return this.#repaint(this.#log.redo());
  }

  begin(brush: Brush, both: boolean): void {
    this.cancel();
    this.#live = { brush, both, points: [], undos: [] };
  }

  /** Lay the brush down at one more point of the stroke under way. */
  extend(point: StoredPoint): void {
    const live = this.#live;
    if (live === null) return;
    live.points.push(point);
    const painting = this.#painting;
    if (painting === null) return;
    for (const stroke of this.#strokesOf(live.brush, [point], live.both)) {
      live.undos.push(painting.add(stroke));
    }
  }

  /** Take the stroke under way into the list; false if it has no point. */
  commit(): boolean {
    const live = this.#live;
    if (live === null) return false;
    this.cancel();
    if (live.points.length === 0) return false;
    this.add(this.#strokesOf(live.brush, live.points, live.both));
    return true;
  }

  /** Forget the stroke under way. */
  cancel(): void {
    const live = this.#live;
    if (live === null) return;
    this.#live = null;
    for (const undo of live.undos.reverse()) this.#painting?.revert(undo);
  }

  #strokesOf(brush: Brush, points: readonly StoredPoint[], both: boolean): readonly BrushStroke[] {
    const stroke: BrushStroke = { ...brush, points: [...points] };
    const surface = this.#painting?.canvas.surface;
    return both && surface !== undefined ? [stroke, mirroredStroke(surface, stroke)] : [stroke];
  }

  /** Let the paint follow a step: off what came after, on again with what stands there now. */
  #repaint(step: Step | null): boolean {
    if (step === null) return false;
    const painting = this.#painting;
    if (painting === null) return true;
    const onward = this.#undos.splice(step.at);
    for (const undo of onward.reverse()) painting.revert(undo);
    const rest = this.#strokesAfter(step);
    for (const stroke of [...step.after, ...rest]) this.#undos.push(painting.add(stroke));
    return true;
  }

  /** Strokes that stand unchanged behind a step. */
  #strokesAfter(step: Step): readonly Stroke[] {
    const now = this.#log.strokes;
    return now.slice(step.at + step.after.length);
  }
}
