/** The drawing as the page sees it: strokes in and out, what they mark, and how it feels. */
import type { Canvas } from "../geometry/brush";
import { Painting } from "../geometry/painting";
import { type Pieces, piecesOf } from "../geometry/pills";
import { type Reading, readPainting } from "../geometry/reading";
import type { SkinRegions } from "../geometry/skin_regions";
import { type Feeling, NOTHING_TOLD, type Stroke } from "../geometry/strokes";
import type { SurfacePoint } from "../geometry/surface_point";
import { Drawing } from "./drawing";
import { nearestVertex, placesOf, quietPieces, withFeeling } from "./feelings";
import { namedPlaces } from "./marks";
import type { Marked } from "./region_form";
import { NEXT, type Spoken, strokesSpoken, toldOf } from "./spoken";
import type { Painted } from "./tint";
import { placeParts } from "./value";

/** One entry of the element's `regions` property. */
export interface RegionRead {
  readonly region: string;
  readonly side: string;
  readonly intensity: number | null;
  readonly quality: string | null;
  readonly fraction: number;
}

export class DrawingState {
  readonly drawing = new Drawing();
  #reading: Reading | null = null;
  #marked: ReadonlyMap<string, Marked> = new Map();
  /** What the next paint has, when it does not go on with what is there. */
  #brush: Feeling = NOTHING_TOLD;
  #spoken: Spoken = NEXT;

  /** Give the drawing a skin, and regions when they are known. */
  attach(canvas: Canvas | null, regions: SkinRegions | null): void {
    this.drawing.attach(canvas === null ? null : new Painting(canvas, regions));
    this.read();
  }

  get painting(): Painting | null {
    return this.drawing.painting;
  }

  get marked(): ReadonlyMap<string, Marked> {
    return this.#marked;
  }

  get areaMm2(): number {
    return this.#reading?.areaMm2 ?? 0;
  }

  get percent(): number {
    return this.#reading?.percent ?? 0;
  }

  get regions(): readonly RegionRead[] {
    if (this.#reading === null || this.painting?.regions == null) {
      return [...this.#marked].map(([place, mark]) => {
        const [side = "mid", region = ""] = place.split(":");
        return { region, side, intensity: mark.strength, quality: mark.quality, fraction: 1 };
      });
    }
    return this.#reading.places.map(({ region, side, intensity, quality, fraction }) => ({
      region,
      side,
      intensity,
      quality,
      fraction,
    }));
  }

  /** Paint as the pictures draw it. */
  get painted(): Painted | null {
    const painting = this.painting;
    return painting === null ? null : { cover: painting.cover, strength: painting.intensity };
  }

  get pieces(): Pieces | null {
    const painting = this.painting;
    if (painting === null) return null;
    const pieces = piecesOf(painting.cover, painting.intensity, painting.canvas.graph.edges);
    return { ...pieces, quiet: quietPieces(pieces, painting, this.#marked) };
  }

  /** Read the drawing anew. */
  read(): void {
    const painting = this.painting;
    this.#reading = painting === null ? null : readPainting(painting);
    if (this.#reading === null || painting?.regions == null) {
      this.#marked = namedPlaces(this.drawing.strokes);
    } else {
      this.#marked = new Map(
        this.#reading.places.map(({ region, side, intensity, quality }) => [
          `${side}:${region}`,
          { strength: intensity, quality },
        ]),
      );
    }
    if (this.#spoken.of === "place" && !this.#marked.has(this.#spoken.place)) this.#spoken = NEXT;
  }

  /** The places that the scale speaks of; none: of the paint to come. */
  get spokenPlaces(): readonly string[] {
    const spoken = this.#spoken;
    if (spoken.of === "place") return [spoken.place];
    return placesOf(this.#lastStrokes, this.painting, this.#marked.keys());
  }

  /** What is told of what the scale speaks of. */
  get told(): Marked {
    const spoken = this.#spoken;
    const mark = spoken.of === "place" ? this.#marked.get(spoken.place) : undefined;
    if (mark !== undefined) return mark;
    const { intensity, quality } =
      this.#lastStrokes.length > 0 ? toldOf(this.#lastStrokes) : this.#brush;
    return { strength: intensity, quality };
  }

  /** Speak of one place; of the paint to come when it is null or not marked. */
  speakOf(place: string | null): void {
    if (place !== null && this.#marked.has(place)) this.#spoken = { of: "place", place };
    else this.speakOfNext();
  }

  /** Speak of the last n strokes. */
  speakOfLast(n: number): void {
    const { length } = this.drawing.strokes;
    this.#spoken = { of: "stroke", from: length - n, to: length };
    if (this.spokenPlaces.length === 0) this.#spoken = NEXT;
  }

  /** Speak of the paint to come, which begins with the number shown; how it feels is its own. */
  speakOfNext(): void {
    this.#takeNumber();
    this.#spoken = NEXT;
  }

  #takeNumber(): void {
    if (this.isOfNext) return;
    const { strength } = this.told;
    this.#brush = { intensity: strength === null ? null : Math.round(strength), quality: null };
  }

  /** Whether the scale speaks of the paint to come. */
  get isOfNext(): boolean {
    return this.#spoken.of !== "place" && this.#lastStrokes.length === 0;
  }

  get #lastStrokes(): readonly Stroke[] {
    return strokesSpoken(this.#spoken, this.drawing.strokes);
  }

  /** What paint that begins here has: what the scale shows, else that of the paint it begins in. */
  feelingAt(point: SurfacePoint): Feeling {
    this.#takeNumber();
    const painting = this.painting;
    if (painting === null || this.#brush.intensity !== null) return this.#brush;
    const vertex = nearestVertex(painting, [point.triangle, point.b1, point.b2]);
    const strength = painting.intensity[vertex] ?? Number.NaN;
    if ((painting.cover[vertex] ?? 0) <= 0.5 || Number.isNaN(strength)) return this.#brush;
    return { intensity: Math.round(strength), quality: this.#brush.quality };
  }

  /** Tell something of what the scale speaks of; false when it is of the paint to come. */
  tellSpoken(told: Partial<Feeling>): boolean {
    const spoken = this.#spoken;
    if (spoken.of === "place") return this.tell(spoken.place, told);
    const last = this.#lastStrokes;
    if (last.length === 0) {
      this.#brush = { ...this.#brush, ...told };
      return false;
    }
    const before = this.drawing.strokes.slice(0, -last.length);
    return this.drawing.replace([...before, ...last.map((stroke) => ({ ...stroke, ...told }))]);
  }

  /** Tell something of a place; false when no stroke made it. */
  tell(place: string, told: Partial<Feeling>): boolean {
    return this.drawing.replace(withFeeling(this.drawing.strokes, this.painting, place, told));
  }

  /** Mark or unmark a place as a whole. */
  mark(place: string, isMarked: boolean): void {
    const tool = isMarked ? "region" : "unregion";
    const stroke: Stroke = { tool, ...placeParts(place), ...NOTHING_TOLD };
    this.drawing.add([stroke]);
  }
}
