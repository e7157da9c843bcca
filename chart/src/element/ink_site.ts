/** The place to press: a round ring with a cross, of one size at every zoom. */
import type { IdMap } from "../geometry/raster";
import type { SurfacePoint } from "../geometry/surface_point";
import { type Colours, css } from "./colours";
import type { InkView } from "./ink";

export interface SiteInput {
  readonly map: IdMap;
  readonly view: InkView;
  readonly site: SurfacePoint;
  readonly colours: Colours;
  readonly pixelRatio: number;
}

type Vector = readonly [number, number, number];

const RADIUS_PX = 9;
/** The mark shows when the skin seen at its place is this near to it on the body. [mm] */
const NEAR_MM = 14;
/** Seen more from the side than this cosine, the mark is not drawn. */
const FACING = 0.12;

export function drawSite(context: CanvasRenderingContext2D, input: SiteInput): void {
  const pixel = seenPixel(input);
  if (pixel === null) return;
  const { map, colours, pixelRatio: k } = input;
  if (facing(input) < FACING) return;
  const x = (pixel % map.width) + 0.5;
  const y = Math.floor(pixel / map.width) + 0.5;
  context.save();
  context.translate(x, y);
  const r = RADIUS_PX * k;
  context.beginPath();
  context.arc(0, 0, r, 0, 2 * Math.PI);
  context.fillStyle = css(colours.surface);
  context.fill();
  context.strokeStyle = css(colours.ink);
  context.lineWidth = 1.8 * k;
  context.stroke();
  context.lineWidth = 2.4 * k;
  context.lineCap = "round";
  context.beginPath();
  const arm = r * 0.42;
  context.moveTo(-arm, -arm);
  context.lineTo(arm, arm);
  context.moveTo(arm, -arm);
  context.lineTo(-arm, arm);
  context.stroke();
  context.restore();
}

/** Where the point lies on the body that is seen. [mm] */
function placeOf(view: InkView, point: SurfacePoint): Vector {
  const { triangles } = view.surface;
  const weights = [1 - point.b1 - point.b2, point.b1, point.b2];
  const place = [0, 0, 0];
  for (let k = 0; k < 3; k++) {
    const v = (triangles[point.triangle * 3 + k] ?? 0) * 3;
    for (let axis = 0; axis < 3; axis++) {
      place[axis] = (place[axis] ?? 0) + (weights[k] ?? 0) * (view.positionsMm[v + axis] ?? 0);
    }
  }
  return [place[0] ?? 0, place[1] ?? 0, place[2] ?? 0];
}

/** The pixel that shows the nearest skin to the site, or null if it is hidden. */
function seenPixel({ map, view, site }: SiteInput): number | null {
  const [px, py, pz] = placeOf(view, site);
  let best: number | null = null;
  let nearest = NEAR_MM;
  for (let pixel = 0; pixel < map.triangle.length; pixel++) {
    const triangle = map.triangle[pixel] ?? -1;
    if (triangle < 0) continue;
    const v = (view.surface.triangles[triangle * 3] ?? 0) * 3;
    const rough =
      Math.abs((view.positionsMm[v] ?? 0) - px) +
      Math.abs((view.positionsMm[v + 1] ?? 0) - py) +
      Math.abs((view.positionsMm[v + 2] ?? 0) - pz);
    if (rough > 70) continue;
    const [x, y, z] = placeOf(view, {
      triangle,
      b1: map.weights[pixel * 2] ?? 0,
      b2: map.weights[pixel * 2 + 1] ?? 0,
    });
    const far = Math.hypot(x - px, y - py, z - pz);
    if (far < nearest) {
      nearest = far;
      best = pixel;
    }
  }
  return best;
}

/** How much the skin at the site faces the viewer: 1 fully, 0 from the side. */
function facing({ view, site }: SiteInput): number {
  const { triangles } = view.surface;
  const corner = (k: number): Vector => {
    const v = (triangles[site.triangle * 3 + k] ?? 0) * 3;
    const p = view.positionsMm;
    return [p[v] ?? 0, p[v + 1] ?? 0, p[v + 2] ?? 0];
  };
  const [a, b, c] = [corner(0), corner(1), corner(2)];
  const u: Vector = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const w: Vector = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
  const n: Vector = [
    u[1] * w[2] - u[2] * w[1],
    u[2] * w[0] - u[0] * w[2],
    u[0] * w[1] - u[1] * w[0],
  ];
  const [x, y, z] = view.camera.toward;
  return (n[0] * x + n[1] * y + n[2] * z) / (Math.hypot(...n) || 1);
}
