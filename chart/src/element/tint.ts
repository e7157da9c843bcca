/** Colours the pixels of a chart by what lies on the skin under them. */
import type { IdMap } from "../geometry/raster";
import { type Colours, feltColour } from "./colours";
import type { Rgb } from "./scene_door";

/** How solid the paint lies on the drawing. */
const PAINT_ALPHA = 0.92;
/** The rim of a painted place is this wide and this solid. [px] */
const RIM_PX = 1.6;
const RIM_ALPHA = 0.45;
/** Spillover fades in between these shares of its peak; `unknot.body.picture` ends it at 0.35. */
const SOFT_FROM = 0.22;
const SOFT_TO = 0.48;
/** How dark the outline of a bare body is. */
const RIM_SHADE = 0.62;

/** A per-vertex value at every pixel; 0 where there is no body. `bend` rounds it inside triangles. */
export function sampled(
  map: IdMap,
  triangles: Uint16Array,
  values: ArrayLike<number>,
  bend: Float32Array | null = null,
): Float32Array {
  const out = new Float32Array(map.triangle.length);
  for (let pixel = 0; pixel < out.length; pixel++) {
    const t = map.triangle[pixel]!;
    if (t < 0) continue;
    const a = values[triangles[t * 3]!]!;
    const b = values[triangles[t * 3 + 1]!]!;
    const c = values[triangles[t * 3 + 2]!]!;
    if (a === 0 && b === 0 && c === 0) continue;
    const l1 = map.weights[pixel * 2]!;
    const l2 = map.weights[pixel * 2 + 1]!;
    const l0 = 1 - l1 - l2;
    out[pixel] = l0 * a + l1 * b + l2 * c;
    if (bend === null) continue;
    out[pixel]! += l0 * l1 * bend[t * 3]! + l1 * l2 * bend[t * 3 + 1]! + l2 * l0 * bend[t * 3 + 2]!;
  }
  return out;
}

export interface Painted {
  /** (V,) 0 to 1; 0.5 is the edge of the paint. */
  readonly cover: Float64Array;
  /** (V,) 0 to 10; negative where the strength was not told. */
  readonly strength: Float64Array;
}

/** Put the paint into an image: crisp at the edge of cover, coloured by strength. */
export function tintPaint(
  image: ImageData,
  map: IdMap,
  triangles: Uint16Array,
  painted: Painted,
  look: { colours: Colours; pixelRatio: number; bend: Float32Array | null },
): void {
  const cover = sampled(map, triangles, painted.cover, look.bend);
  const out = image.data;
  const { width } = map;
  const rim = RIM_PX * look.pixelRatio;
  for (let pixel = 0; pixel < cover.length; pixel++) {
    const c = cover[pixel]!;
    if (c === 0) continue;
    const slope = slopeAt(cover, map, pixel, width);
    // Distance from the edge of the paint in pixels, inside positive.
    const inside = (c - 0.5) / Math.max(slope, 0.004);
    const alpha = Math.min(1, Math.max(0, inside + 0.5));
    if (alpha === 0) continue;
    const colour = feltColour(look.colours, strengthAt(map, triangles, painted, pixel));
    const onRim = Math.min(1, Math.max(0, rim + 0.5 - inside)) * RIM_ALPHA;
    put(out, pixel * 4, colour, { edge: look.colours.feltEdge, onRim, alpha: alpha * PAINT_ALPHA });
  }
}

/** How fast cover changes from pixel to pixel; neighbours off the body are left out. */
function slopeAt(cover: Float32Array, map: IdMap, pixel: number, width: number): number {
  const c = cover[pixel]!;
  const step = (other: number, opposite: number): number => {
    const ahead = (map.triangle[other] ?? -1) >= 0 ? cover[other]! - c : null;
    const behind = (map.triangle[opposite] ?? -1) >= 0 ? c - cover[opposite]! : null;
    if (ahead !== null && behind !== null) return (ahead + behind) / 2;
    return ahead ?? behind ?? 0;
  };
  return Math.hypot(step(pixel + 1, pixel - 1), step(pixel + width, pixel - width));
}

/** The strength at a pixel: of its nearest corner that is painted. */
function strengthAt(map: IdMap, triangles: Uint16Array, painted: Painted, pixel: number): number {
  const t = map.triangle[pixel]! * 3;
  const l1 = map.weights[pixel * 2]!;
  const l2 = map.weights[pixel * 2 + 1]!;
  const weights = [1 - l1 - l2, l1, l2];
  let best = -1;
  let strength = -1;
  for (let k = 0; k < 3; k++) {
    const v = triangles[t + k]!;
    const pull = weights[k]! * painted.cover[v]!;
    if (painted.cover[v]! > 0 && pull > best) {
      best = pull;
      strength = painted.strength[v]!;
    }
  }
  return strength;
}

function put(
  out: Uint8ClampedArray,
  at: number,
  colour: Rgb,
  look: { edge: Rgb; onRim: number; alpha: number },
): void {
  for (let k = 0; k < 3; k++) {
    out[at + k] = colour[k]! + (look.edge[k]! - colour[k]!) * look.onRim;
  }
  out[at + 3] = look.alpha * 255;
}

/** A soft, even tint where a weight is above nothing. */
export function tintSoft(image: ImageData, weights: Float32Array, colour: Rgb, most: number): void {
  const out = image.data;
  for (let pixel = 0; pixel < weights.length; pixel++) {
    const w = weights[pixel]!;
    if (w <= SOFT_FROM) continue;
    const at = pixel * 4;
    out[at] = colour[0];
    out[at + 1] = colour[1];
    out[at + 2] = colour[2];
    out[at + 3] = 255 * most * Math.min(1, (w - SOFT_FROM) / (SOFT_TO - SOFT_FROM));
  }
}

/** The bare body, softly lit: stands in while a chart's drawing is missing. */
export function tintBody(
  image: ImageData,
  map: IdMap,
  triangles: Uint16Array,
  light: Float32Array,
  colours: Colours,
): void {
  const out = image.data;
  const { skin, ink } = colours;
  for (let pixel = 0; pixel < map.triangle.length; pixel++) {
    const t = map.triangle[pixel]! * 3;
    if (t < 0) continue;
    const l1 = map.weights[pixel * 2]!;
    const l2 = map.weights[pixel * 2 + 1]!;
    const lit =
      (1 - l1 - l2) * light[triangles[t]!]! +
      l1 * light[triangles[t + 1]!]! +
      l2 * light[triangles[t + 2]!]!;
    const shade = isRim(map, pixel) ? RIM_SHADE : 0.55 * (1 - lit);
    for (let k = 0; k < 3; k++) {
      out[pixel * 4 + k] = colours.isDark
        ? skin[k]! * (1 - shade)
        : skin[k]! + (ink[k]! - skin[k]!) * shade * 0.8;
    }
    out[pixel * 4 + 3] = 255;
  }
}

/** Whether a pixel lies at the outline of the body. */
function isRim(map: IdMap, pixel: number): boolean {
  const off = (other: number): boolean => (map.triangle[other] ?? -1) < 0;
  return off(pixel - 1) || off(pixel + 1) || off(pixel - map.width) || off(pixel + map.width);
}

/** (V,) how much light of the viewer's side falls on each vertex, 0 to 1. */
export function viewLight(
  normals: Float64Array,
  camera: { right: Rgb; up: Rgb; toward: Rgb },
): Float32Array {
  const light = new Float32Array(normals.length / 3);
  const from = [0, 1, 2].map(
    (k) => -0.35 * camera.right[k]! + 0.45 * camera.up[k]! + 0.85 * camera.toward[k]!,
  );
  const length = Math.hypot(...from);
  for (let v = 0; v < light.length; v++) {
    let dot = 0;
    for (let k = 0; k < 3; k++) dot += (normals[v * 3 + k]! * from[k]!) / length;
    light[v] = Math.max(0, dot);
  }
  return light;
}
