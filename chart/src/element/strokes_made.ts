/** How the person's movements become strokes: with which tool, how wide, on one side or both. */
import { NOTHING_TOLD } from "../geometry/strokes";
import { type SurfacePoint, storedPoint } from "../geometry/surface_point";
import type { DrawingState } from "./drawing_state";
import { type BrushStep, radiusOf } from "./views";

export class StrokesMade {
  tool: "paint" | "erase" = "paint";
  isBoth = false;
  step: BrushStep = 2;
  readonly #state: DrawingState;

  constructor(state: DrawingState) {
    this.#state = state;
  }

  /** Begin a stroke on the skin seen in a view. */
  begin(point: SurfacePoint, view: string): void {
    const told = this.tool === "paint" ? this.#state.feelingAt(point) : NOTHING_TOLD;
    const brush = { tool: this.tool, radius_mm: radiusOf(this.step, view), ...told };
    this.#state.drawing.begin(brush, this.isBoth);
  }

  extend(points: readonly SurfacePoint[]): void {
    for (const point of points) {
      const { triangle, b1, b2 } = storedPoint(point);
      this.#state.drawing.extend([triangle, b1, b2]);
    }
  }

  /** Take the stroke into the drawing and speak of its places; false when it has no point. */
  end(): boolean {
    const before = this.#state.drawing.strokes.length;
    if (!this.#state.drawing.commit()) return false;
    this.#state.read();
    this.#state.speakOfLast(this.#state.drawing.strokes.length - before);
    return true;
  }
}
