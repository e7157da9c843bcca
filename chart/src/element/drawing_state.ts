/** The drawing as the page sees it: strokes in and out, what they mark, and how it feels. */
import type { Canvas } from "../geometry/brush";
import { Painting } from "../geometry/painting";
import { type Pieces, piecesOf } from "../geometry/pills";
import { type Reading, readPainting } from "../geometry/reading";
import type { SkinRegions } from "../geometry/skin_regions";
import { type Feeling, NOTHING_TOLD, type Stroke } from "../geometry/strokes";
import type { SurfacePoint } from "../geometry/surface_point";
import { Drawing } from "./drawing";
import { mainPlace, withFeeling } from "./feelings";
import { namedPlaces } from "./marks";
import type { Marked } from "./region_form";
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
  brush: Feeling = NOTHING_TOLD;
  selected: string | null = null;

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
    return piecesOf(painting.cover, painting.intensity, painting.canvas.graph.edges);
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
    if (this.selected !== null && !this.#marked.has(this.selected)) this.selected = null;
  }

  /** What paint that begins here has: that of the paint it begins in, else the brush's own. */
  feelingAt(point: SurfacePoint): Feeling {
    const painting = this.painting;
    if (painting === null) return this.brush;
    const { triangles } = painting.canvas.surface;
    const weights = [1 - point.b1 - point.b2, point.b1, point.b2];
    const nearest = weights.indexOf(Math.max(...weights));
    const vertex = triangles[point.triangle * 3 + nearest] ?? 0;
    const strength = painting.intensity[vertex] ?? Number.NaN;
    const isPainted = (painting.cover[vertex] ?? 0) > 0.5 && !Number.isNaN(strength);
    if (!isPainted || this.brush.intensity !== null) return this.brush;
    return { intensity: Math.round(strength), quality: this.brush.quality };
  }

  /** After a stroke: the place that holds most of it. */
  selectLast(n: number): void {
    const stroke = this.drawing.strokes.at(-n);
    if (stroke === undefined || stroke.tool === "erase") return;
    this.selected = mainPlace(this.painting, stroke, new Set(this.#marked.keys()));
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
