/**
 * A drawing replayed on the skin: how far each vertex is painted, how strongly, and how.
 *
 * The rules are those of `unknot.body.painting`. Every stroke can be taken off again exactly:
 * `add` says what it changed, `revert` puts that back.
 */
import { type Canvas, PAINTED } from "./brush";
import type { LeafPlace, SkinRegions, Sparse } from "./skin_regions";
import {
  type BrushStroke,
  type Feeling,
  isBrush,
  pointOf,
  QUALITIES,
  type RegionStroke,
  type Stroke,
} from "./strokes";

/** Number of a quality that was not told. */
export const NOT_TOLD = -1;

/** What one stroke changed, to be put back. */
export interface Undo {
  readonly vertices: number[];
  readonly brush: number[];
  readonly whole: number[];
  readonly intensity: number[];
  readonly quality: number[];
  readonly marked: ReadonlySet<LeafPlace> | null;
  readonly inside: ReadonlyMap<string, Feeling> | null;
  readonly named: ReadonlySet<string> | null;
}

export class Painting {
  readonly canvas: Canvas;
  /** (V,) cover by the brush, and by regions marked as a whole. */
  readonly brush: Float64Array;
  readonly whole: Float64Array;
  /** (V,) the larger of the two; above 0.5 is painted. */
  readonly cover: Float64Array;
  /** (V,) 0 to 10, NaN where not told. */
  readonly intensity: Float64Array;
  /** (V,) number in QUALITIES, −1 where not told. */
  readonly quality: Int8Array;
  #regions: SkinRegions | null;
  #marked: ReadonlySet<LeafPlace> = new Set();
  #inside: ReadonlyMap<string, Feeling> = new Map();
  #named: ReadonlySet<string> = new Set();

  constructor(canvas: Canvas, regions: SkinRegions | null) {
    const n = canvas.surface.nVertices;
    this.canvas = canvas;
    this.#regions = regions;
    this.brush = new Float64Array(n);
    this.whole = new Float64Array(n);
    this.cover = new Float64Array(n);
    this.intensity = new Float64Array(n).fill(Number.NaN);
    this.quality = new Int8Array(n).fill(NOT_TOLD);
  }

  get regions(): SkinRegions | null {
    return this.#regions;
  }

  /** Regions that own no skin and are marked, by `side:region`. */
  get inside(): ReadonlyMap<string, Feeling> {
    return this.#inside;
  }

  /** Regions with skin that were marked as a whole, by `side:region`. */
  get named(): ReadonlySet<string> {
    return this.#named;
  }

  add(stroke: Stroke): Undo {
    if (isBrush(stroke)) return this.#addBrush(stroke);
    const regions = this.#regions;
    if (regions === null) return this.#undoOf([], false);
    return regions.hasSkin(stroke.region)
      ? this.#addRegion(regions, stroke)
      : this.#addInside(stroke);
  }

  /** Put back what a stroke changed; the strokes after it must have been put back before. */
  revert(undo: Undo): void {
    for (let i = 0; i < undo.vertices.length; i++) {
      const v = undo.vertices[i]!;
      this.brush[v] = undo.brush[i]!;
      this.whole[v] = undo.whole[i]!;
      this.intensity[v] = undo.intensity[i]!;
      this.quality[v] = undo.quality[i]!;
      this.cover[v] = Math.max(this.brush[v]!, this.whole[v]!);
    }
    if (undo.marked !== null) this.#marked = undo.marked;
    if (undo.inside !== null) this.#inside = undo.inside;
    if (undo.named !== null) this.#named = undo.named;
  }

  #addBrush(stroke: BrushStroke): Undo {
    const covered = this.coverOf(stroke);
    const undo = this.#undoOf(covered.vertices, false);
    if (stroke.tool === "paint") {
      this.#feel(stroke, covered);
      this.#each(covered, (v, c) => {
        this.brush[v] = Math.max(this.brush[v]!, c);
      });
    } else {
      this.#each(covered, (v, c) => {
        this.brush[v] = Math.min(this.brush[v]!, 1 - c);
        this.whole[v] = Math.min(this.whole[v]!, 1 - c);
      });
    }
    return undo;
  }

  /** What a stroke of the brush covers: the largest cover of its dabs, vertex by vertex. */
  coverOf(stroke: BrushStroke): Sparse {
    const largest = new Map<number, number>();
    const laid = new Set<string>();
    for (const point of stroke.points) {
      const key = point.join();
      if (laid.has(key)) continue;
      laid.add(key);
      const dab = this.canvas.dab(pointOf(point), stroke.radius_mm);
      for (let i = 0; i < dab.vertices.length; i++) {
        const v = dab.vertices[i]!;
        if (dab.cover[i]! > (largest.get(v) ?? 0)) largest.set(v, dab.cover[i]!);
      }
    }
    return { vertices: [...largest.keys()], values: [...largest.values()] };
  }

  #addRegion(regions: SkinRegions, stroke: RegionStroke): Undo {
    const leaves = regions.leafPlaces(stroke.region, stroke.side);
    const everything = regions.coverOf(leaves);
    const undo = this.#undoOf(everything.vertices, true);
    if (stroke.tool === "region") {
      this.#feel(stroke, everything);
      const fresh = asMap(regions.coverOf(leaves.filter((leaf) => !this.#marked.has(leaf))));
      this.#each(everything, (v, c) => {
        this.whole[v] = Math.max(Math.min(1, this.whole[v]! + (fresh.get(v) ?? 0)), c);
      });
      this.#marked = new Set([...this.#marked, ...leaves]);
      this.#named = new Set([...this.#named, ...eachSide(stroke)]);
    } else {
      const held = asMap(regions.coverOf(leaves.filter((leaf) => this.#marked.has(leaf))));
      this.#each(everything, (v, c) => {
        const lowered = Math.max(0, this.whole[v]! - (held.get(v) ?? 0));
        this.whole[v] = Math.min(lowered, 1 - c);
        this.brush[v] = Math.min(this.brush[v]!, 1 - c);
      });
      this.#marked = new Set([...this.#marked].filter((leaf) => !leaves.includes(leaf)));
      const gone = eachSide(stroke);
      this.#named = new Set([...this.#named].filter((place) => !gone.includes(place)));
    }
    return undo;
  }

  #addInside(stroke: RegionStroke): Undo {
    const undo = this.#undoOf([], true);
    const inside = new Map(this.#inside);
    for (const key of eachSide(stroke)) {
      if (stroke.tool === "unregion") inside.delete(key);
      else inside.set(key, { intensity: stroke.intensity, quality: stroke.quality });
    }
    this.#inside = inside;
    return undo;
  }

  /** Let the stroke's intensity and quality stand where it decides; before it is added. */
  #feel(feeling: Feeling, covered: Sparse): void {
    const intensity = feeling.intensity ?? Number.NaN;
    const quality = feeling.quality === null ? NOT_TOLD : QUALITIES.indexOf(feeling.quality);
    for (let i = 0; i < covered.vertices.length; i++) {
      const v = covered.vertices[i]!;
      const c = covered.values[i]!;
      const before = this.cover[v]!;
      if (!(c > PAINTED || (before <= PAINTED && c >= before))) continue;
      this.intensity[v] = intensity;
      this.quality[v] = quality;
    }
  }

  #each(covered: Sparse, change: (vertex: number, cover: number) => void): void {
    for (let i = 0; i < covered.vertices.length; i++) {
      const v = covered.vertices[i]!;
      change(v, covered.values[i]!);
      this.cover[v] = Math.max(this.brush[v]!, this.whole[v]!);
    }
  }

  #undoOf(vertices: readonly number[], withMarks: boolean): Undo {
    return {
      vertices: [...vertices],
      brush: vertices.map((v) => this.brush[v]!),
      whole: vertices.map((v) => this.whole[v]!),
      intensity: vertices.map((v) => this.intensity[v]!),
      quality: vertices.map((v) => this.quality[v]!),
      marked: withMarks ? this.#marked : null,
      inside: withMarks ? this.#inside : null,
      named: withMarks ? this.#named : null,
    };
  }
}

/** The places of a region stroke, as `side:region`. */
export function eachSide(stroke: RegionStroke): readonly string[] {
  const sides = stroke.side === "both" ? ["left", "right"] : [stroke.side];
  return sides.map((side) => `${side}:${stroke.region}`);
}

function asMap(sparse: Sparse): Map<number, number> {
  return new Map(sparse.vertices.map((v, i) => [v, sparse.values[i]!]));
}
