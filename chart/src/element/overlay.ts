/** A candidate's zone and its place to press, as weights on the whole skin. */
import { ShapeError } from "../geometry/shape_error";
import { mirrorTriangle, mirrorVertex, type Surface } from "../geometry/surface";
import { isRecord } from "../geometry/surface_meta";
import type { SurfacePoint } from "../geometry/surface_point";
import type { Atlas } from "./atlas";
import type { Zone } from "./ink";

/** What the page asks to see. */
export interface Overlay {
  readonly site: string;
  readonly side: string;
  readonly show: readonly string[];
}

export interface LoadedOverlay {
  readonly zone: Zone | null;
  readonly site: SurfacePoint | null;
}

/** The strongest a stored weight can be. */
const PEAK = 255;

export function readOverlay(raw: unknown): Overlay | null {
  if (raw === null || raw === undefined) return null;
  if (!isRecord(raw) || typeof raw["site"] !== "string") {
    throw new ShapeError("overlay", "an object with a site, or null", raw);
  }
  const show = Array.isArray(raw["show"]) ? raw["show"].map(String) : ["zone", "site"];
  return { site: raw["site"], side: String(raw["side"] ?? "left"), show };
}

export async function loadOverlay(
  atlas: Atlas,
  surface: Surface,
  overlay: Overlay,
): Promise<LoadedOverlay> {
  const [zone, sites] = await Promise.all([
    overlay.show.includes("zone") ? atlas.zone(overlay.site) : null,
    overlay.show.includes("site") ? atlas.sites() : null,
  ]);
  const isRight = overlay.side === "right";
  return {
    zone: zone === null ? null : readZone(surface, zone, isRight),
    site: sites === null ? null : sitePoint(surface, sites, overlay.site, isRight),
  };
}

/** Two counts, the vertices of both, the strengths of both; for a left site. */
export function readZone(surface: Surface, bytes: ArrayBuffer, isRight: boolean): Zone {
  const counts = new DataView(bytes);
  if (bytes.byteLength < 8) throw new ShapeError("zone", "at least 8 bytes", bytes.byteLength);
  const nEssential = counts.getUint32(0, true);
  const nSpillover = counts.getUint32(4, true);
  const n = nEssential + nSpillover;
  if (bytes.byteLength !== 8 + 3 * n) {
    throw new ShapeError("zone", `${8 + 3 * n} bytes`, bytes.byteLength);
  }
  const strengths = new Uint8Array(bytes, 8 + 2 * n, n);
  const spread = (from: number, to: number): Float32Array | null => {
    if (to === from) return null;
    const weights = new Float32Array(surface.nVertices);
    for (let i = from; i < to; i++) {
      const vertex = counts.getUint16(8 + 2 * i, true);
      const at = isRight ? mirrorVertex(surface.meta, vertex) : vertex;
      weights[at] = (strengths[i] ?? 0) / PEAK;
    }
    return weights;
  };
  return { essential: spread(0, nEssential), spillover: spread(nEssential, n) };
}

function sitePoint(
  surface: Surface,
  sites: unknown,
  id: string,
  isRight: boolean,
): SurfacePoint | null {
  const site = isRecord(sites) ? sites[id] : undefined;
  if (!isRecord(site)) return null;
  const triangle = Number(site["triangle"]);
  const b1 = Number(site["b1"]);
  const b2 = Number(site["b2"]);
  if (!(triangle >= 0 && triangle < surface.nTriangles)) {
    throw new ShapeError(`sites.json, ${id}`, "a triangle of the surface", site["triangle"]);
  }
  if (!isRight) return { triangle, b1, b2 };
  return { triangle: mirrorTriangle(surface, triangle), b1: b2, b2: b1 };
}

/** From where a view looks, and which vertices it shows; null means all. */
export interface Sight {
  readonly toward: readonly number[];
  readonly shown: Uint8Array | null;
}

/** Skin to be seen: its weights, and how it lies. */
export interface Seen {
  readonly weights: Float32Array;
  readonly normals: Float64Array;
  readonly areaMm2: Float64Array;
}

/** A view of a part shows it larger: worth so much more than the whole body. */
const CLOSE_BONUS = 1.25;

/**
 * The view that shows most of some skin facing the viewer; a view that is kept stays when it
 * shows at least the given share of what the best one shows.
 */
export function bestView(
  views: ReadonlyMap<string, Sight>,
  seen: Seen,
  kept: { readonly view: string; readonly share: number } | null = null,
): string | null {
  const scores = new Map<string, number>();
  for (const [view, sight] of views) {
    scores.set(view, facingShare(sight, seen) * (sight.shown === null ? 1 : CLOSE_BONUS));
  }
  const most = Math.max(0, ...scores.values());
  if (most === 0) return null;
  if (kept !== null && (scores.get(kept.view) ?? 0) >= kept.share * most) return kept.view;
  return [...scores.keys()].find((view) => scores.get(view) === most) ?? null;
}

function facingShare({ toward, shown }: Sight, { weights, normals, areaMm2 }: Seen): number {
  const [x = 0, y = 0, z = 0] = toward;
  let facing = 0;
  let all = 0;
  weights.forEach((weight, v) => {
    if (weight === 0) return;
    const area = weight * (areaMm2[v] ?? 0);
    all += area;
    if (shown !== null && shown[v] === 0) return;
    const [nx = 0, ny = 0, nz = 0] = normals.subarray(v * 3, v * 3 + 3);
    const cosine = nx * x + ny * y + nz * z;
    if (cosine > 0.2) facing += area * Math.min(1, cosine * 1.3);
  });
  return all === 0 ? 0 : facing / all;
}
