/**
 * One dab of the brush: which vertices of the skin it covers, and how far.
 *
 * The rule, its constants and the order of its sums are those of `unknot.body.brush`, so that a
 * stroke gives the same weights here and there. One difference is only of speed: here dabs are
 * laid one after the other, there a stroke at once; the largest cover is the same.
 */
import { Geodesic } from "./geodesic";
import { buildGraph, type SkinGraph } from "./graph";
import { summedNormals, triangleCross, vertexAreas } from "./shape";
import type { Surface } from "./surface";
import type { SurfacePoint } from "./surface_point";

export const SMALLEST_RADIUS_MM = 4;
export const LARGEST_RADIUS_MM = 60;
/** Cover rises from 0 to 1 over so many local edges. */
const RAMP_EDGES = 4;
/** No dab has a radius below so many local edges. */
const SMALLEST_DAB_EDGES = 0.75;
/** The nearest corner lies at least so far inside every dab. */
const NEAREST_MARGIN_MM = 0.1;
const START_RINGS = 2;
/** Cosine of about 70 degrees: how far a starting vertex may lean from the hit triangle. */
const START_COSINE = 0.342;
/** Cover from which on a vertex is painted. */
export const PAINTED = 0.5;
/** How much steeper than cover the painted share of a vertex's area rises. */
const AREA_SLOPE = 4;

/** What the brush covers: vertices with a cover above 0. */
export interface Dab {
  readonly vertices: readonly number[];
  readonly cover: readonly number[];
}

/** The skin made ready for painting and measuring, on the reference body. */
export class Canvas {
  readonly surface: Surface;
  readonly graph: SkinGraph;
  /** (V,) [mm2] */
  readonly areaMm2: Float64Array;
  readonly skinMm2: number;
  readonly #normals: Float64Array;
  readonly #geodesic: Geodesic;
  readonly #around = new Map<number, readonly number[]>();

  constructor(surface: Surface) {
    this.surface = surface;
    this.graph = buildGraph(surface.referenceMm, surface.triangles);
    this.areaMm2 = vertexAreas(surface.referenceMm, surface.triangles);
    this.skinMm2 = this.areaMm2.reduce((sum, area) => sum + area, 0);
    this.#normals = summedNormals(surface.referenceMm, surface.triangles);
    this.#geodesic = new Geodesic(this.graph.ways);
  }

  /** What one dab covers. */
  dab(point: SurfacePoint, radiusMm: number): Dab {
    const starts = this.#startsOf(point);
    const radius = this.#radiusHeld(point, starts, radiusMm);
    const edge = this.graph.localEdgeMm;
    const reach = this.#geodesic.reach(starts, (v) => radius + (RAMP_EDGES / 2) * edge[v]!);
    const vertices: number[] = [];
    const cover: number[] = [];
    for (let i = 0; i < reach.vertices.length; i++) {
      const vertex = reach.vertices[i]!;
      const rise = 0.5 + (radius - reach.distancesMm[i]!) / (RAMP_EDGES * edge[vertex]!);
      if (rise <= 0) continue;
      vertices.push(vertex);
      cover.push(Math.min(1, rise));
    }
    return { vertices, cover };
  }

  /** Where a point lies on the reference body. [mm] */
  pointMm(point: SurfacePoint): readonly [number, number, number] {
    const { triangles, referenceMm: p } = this.surface;
    const a = triangles[point.triangle * 3]! * 3;
    const b = triangles[point.triangle * 3 + 1]! * 3;
    const c = triangles[point.triangle * 3 + 2]! * 3;
    const { b1, b2 } = point;
    const b0 = 1 - (b1 + b2);
    return [
      b0 * p[a]! + (b1 * p[b]! + b2 * p[c]!),
      b0 * p[a + 1]! + (b1 * p[b + 1]! + b2 * p[c + 1]!),
      b0 * p[a + 2]! + (b1 * p[b + 2]! + b2 * p[c + 2]!),
    ];
  }

  /** The vertices around a point, each with its straight distance from it. [mm] */
  #startsOf(point: SurfacePoint): (readonly [number, number])[] {
    const p = this.surface.referenceMm;
    const [x, y, z] = this.pointMm(point);
    return this.#facing(point.triangle).map((v) => {
      const dx = p[v * 3]! - x;
      const dy = p[v * 3 + 1]! - y;
      const dz = p[v * 3 + 2]! - z;
      return [v, Math.sqrt(dx * dx + dy * dy + dz * dz)] as const;
    });
  }

  /** The radius of a dab, not smaller than the mesh can hold there. [mm] */
  #radiusHeld(
    point: SurfacePoint,
    starts: readonly (readonly [number, number])[],
    radiusMm: number,
  ): number {
    const [a, b, c] = this.#corners(point.triangle);
    const edge = this.graph.localEdgeMm;
    let nearest = Number.POSITIVE_INFINITY;
    for (const [v, d] of starts) {
      if (v === a || v === b || v === c) nearest = Math.min(nearest, d);
    }
    const smallest = (SMALLEST_DAB_EDGES * (edge[a]! + (edge[b]! + edge[c]!))) / 3;
    return Math.max(radiusMm, smallest, nearest + NEAREST_MARGIN_MM);
  }

  #corners(triangle: number): readonly [number, number, number] {
    const { triangles } = this.surface;
    return [triangles[triangle * 3]!, triangles[triangle * 3 + 1]!, triangles[triangle * 3 + 2]!];
  }

  /** The rings around a triangle, without what leans too far away from it; ascending. */
  #facing(triangle: number): readonly number[] {
    const known = this.#around.get(triangle);
    if (known !== undefined) return known;
    const corners = this.#corners(triangle);
    const inside = new Set<number>(corners);
    const { start, neighbour } = this.graph.edges;
    for (let ring = 0; ring < START_RINGS; ring++) {
      for (const v of [...inside]) {
        for (let k = start[v]!; k < start[v + 1]!; k++) inside.add(neighbour[k]!);
      }
    }
    const { referenceMm, triangles } = this.surface;
    const [x, y, z] = triangleCross(referenceMm, triangles, triangle * 3);
    const n = this.#normals;
    const kept = [...inside]
      .sort((a, b) => a - b)
      .filter((v) => {
        if (corners.includes(v)) return true;
        const nx = n[v * 3]!;
        const ny = n[v * 3 + 1]!;
        const nz = n[v * 3 + 2]!;
        const along = nx * x + ny * y + nz * z;
        const length = Math.sqrt((nx * nx + ny * ny + nz * nz) * (x * x + y * y + z * z));
        return along >= START_COSINE * length;
      });
    this.#around.set(triangle, kept);
    return kept;
  }
}

/** The share of a vertex's area that counts as painted at a given cover. */
export function paintedShare(cover: number): number {
  return Math.min(1, Math.max(0, 0.5 + AREA_SLOPE * (cover - PAINTED)));
}
