/** Everything that shows a drawing: the boxes, the picture with its thumbs, the sheet, and what is said of a change. */
import { isBrush } from "../geometry/strokes";
import { changeInWords } from "./announcing";
import type { Board } from "./board";
import type { DrawingState } from "./drawing_state";
import type { Marked, RegionForm } from "./region_form";
import { showSheet } from "./sheet";
import type { Shell } from "./shell";
import type { Words } from "./words";

/** What is there to show it; null while it is not. */
export interface Parts {
  readonly shell: Shell | null;
  readonly board: Board | null;
  readonly form: RegionForm | null;
  readonly words: Words;
  readonly view: string;
  /** Whether it is known which places paint covers. */
  readonly knowsPlaces: boolean;
  /** Whether the page set the drawing. */
  readonly wasSet: boolean;
}

export class DrawingShown {
  readonly #state: DrawingState;
  readonly #parts: () => Parts;
  #announced: ReadonlyMap<string, Marked> = new Map();

  constructor(state: DrawingState, parts: () => Parts) {
    this.#state = state;
    this.#parts = parts;
  }

  /** What is marked now came with the page or is known to it: only what comes after is said. */
  settle(): void {
    this.#announced = this.#state.marked;
  }

  /** Make everything that shows the drawing show it as it is. */
  follow(): void {
    this.#state.read();
    const { board, form, knowsPlaces, wasSet } = this.#parts();
    const { strokes } = this.#state.drawing;
    // Without the skin nobody knows which places paint covers: the boxes stay as they came.
    const isKnown = knowsPlaces || !strokes.some(isBrush);
    if (isKnown && (wasSet || strokes.length > 0 || this.#announced.size > 0)) {
      form?.follow(this.#state.marked);
    }
    if (board !== null) {
      board.setContent({
        ...board.content,
        painted: this.#state.painted,
        pieces: this.#state.pieces,
      });
      board.refreshThumbs();
    }
    this.sheet();
  }

  /** Say aloud what changed since it was said last, and show the boxes of new places. */
  say(): void {
    const { shell, form, words } = this.#parts();
    const { marked, areaMm2 } = this.#state;
    const spoken = changeInWords(words, this.#announced, { marked, areaMm2 }, this.#nameOf);
    for (const place of marked.keys())
      if (!this.#announced.has(place)) form?.reveal(place, shell?.list ?? null);
    this.#announced = marked;
    if (spoken !== null && shell !== null) shell.status.textContent = spoken;
  }

  sheet(): void {
    const { shell, board, words, view } = this.#parts();
    if (shell === null) return;
    const { drawing, marked, spokenPlaces, told, areaMm2 } = this.#state;
    showSheet(shell, words, {
      view: board?.view ?? view,
      marked,
      spoken: spokenPlaces,
      told,
      areaMm2,
      canUndo: drawing.canUndo,
      canRedo: drawing.canRedo,
      nameOf: this.#nameOf,
    });
  }

  readonly #nameOf = (place: string): string => this.#parts().form?.nameOf(place) ?? place;
}
