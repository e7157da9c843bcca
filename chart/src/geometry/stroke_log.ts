/** The strokes of a drawing with everything that was done to them, back and forth without end. */
import type { Stroke } from "./strokes";

/** A step: at a place in the list, some strokes gave way to others. */
export interface Step {
  readonly at: number;
  readonly before: readonly Stroke[];
  readonly after: readonly Stroke[];
}

export class StrokeLog {
  #strokes: readonly Stroke[];
  #past: Step[] = [];
  #future: Step[] = [];

  constructor(strokes: readonly Stroke[] = []) {
    this.#strokes = strokes;
  }

  get strokes(): readonly Stroke[] {
    return this.#strokes;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Add strokes at the end. */
  add(strokes: readonly Stroke[]): Step {
    return this.#do({ at: this.#strokes.length, before: [], after: strokes });
  }

  /** Replace the whole list; what stays the same at its beginning is left alone. */
  replace(strokes: readonly Stroke[]): Step | null {
    let at = 0;
    while (at < strokes.length && strokes[at] === this.#strokes[at]) at++;
    const before = this.#strokes.slice(at);
    const after = strokes.slice(at);
    return before.length + after.length === 0 ? null : this.#do({ at, before, after });
  }

  undo(): Step | null {
    const step = this.#past.pop();
    if (step === undefined) return null;
    this.#future.push(step);
    const back: Step = { at: step.at, before: step.after, after: step.before };
    this.#splice(back);
    return back;
  }

  redo(): Step | null {
    const step = this.#future.pop();
    if (step === undefined) return null;
    this.#past.push(step);
    this.#splice(step);
    return step;
  }

  #do(step: Step): Step {
    this.#past.push(step);
    this.#future = [];
    this.#splice(step);
    return step;
  }

  #splice({ at, before, after }: Step): void {
    const end = at + before.length;
    this.#strokes = [...this.#strokes.slice(0, at), ...after, ...this.#strokes.slice(end)];
  }
}
