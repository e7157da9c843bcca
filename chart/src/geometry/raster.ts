/**
 * Which triangle of the skin lies under each pixel of a chart: a z-buffer in plain code, so that
 * the 2D charts need no GPU and give the same places as the 3D body.
 */

/** How a chart looks at the body; pixel x = (p·right − x0)·scale, y = (y0 − p·up)·scale. */
export interface Camera {
  readonly right: Vector;
  readonly up: Vector;
  readonly toward: Vector;
  readonly x0: number;
  readonly y0: number;
  /** Pixels per millimetre. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

export type Vector = readonly [number, number, number];

/** What each pixel shows. */
export interface IdMap {
  readonly width: number;
  readonly height: number;
  /** (height*width,) triangle, −1 where there is no body. */
  readonly triangle: Int32Array;
  /** (height*width*2,) weights of the triangle's second and third corner. */
  readonly weights: Float32Array;
}

export interface RasterInput {
  readonly positionsMm: Float64Array;
  readonly triangles: Uint16Array;
  readonly camera: Camera;
  /** Which vertices the view shows; a triangle is drawn when all three corners are. */
  readonly shown: Uint8Array | null;
  /** Planes [nx, ny, nz, d]: pixels with n·p > d are cut away. [mm] */
  readonly cuts: readonly (readonly [number, number, number, number])[];
}

/** Points just outside an edge still count: no seams between neighbours. */
const SEAM = 1e-5;

/** Draw the id map of a view. */
export function rasterise(input: RasterInput): IdMap {
  const { camera, triangles, shown } = input;
  const width = Math.ceil(camera.width);
  const height = Math.ceil(camera.height);
  const map: IdMap = {
    width,
    height,
    triangle: new Int32Array(width * height).fill(-1),
    weights: new Float32Array(width * height * 2),
  };
  const projected = project(input);
  const depth = new Float32Array(width * height).fill(Number.NEGATIVE_INFINITY);
  for (let t = 0; t * 3 < triangles.length; t++) {
    const a = triangles[t * 3]!;
    const b = triangles[t * 3 + 1]!;
    const c = triangles[t * 3 + 2]!;
    if (shown !== null && !(shown[a] && shown[b] && shown[c])) continue;
    drawTriangle(map, depth, projected, { t, a, b, c });
  }
  return map;
}

interface Projected {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  /** Per cut: how far each vertex is beyond the plane. */
  readonly beyond: readonly Float64Array[];
}

/** Screen position and depth of every vertex. */
function project(input: RasterInput): Projected {
  const { positionsMm: p, camera, cuts } = input;
  const n = p.length / 3;
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const z = new Float64Array(n);
  const { right: r, up: u, toward: w } = camera;
  for (let v = 0; v < n; v++) {
    const px = p[v * 3]!;
    const py = p[v * 3 + 1]!;
    const pz = p[v * 3 + 2]!;
    x[v] = (px * r[0] + py * r[1] + pz * r[2] - camera.x0) * camera.scale;
    y[v] = (camera.y0 - (px * u[0] + py * u[1] + pz * u[2])) * camera.scale;
    z[v] = px * w[0] + py * w[1] + pz * w[2];
  }
  const beyond = cuts.map(([nx, ny, nz, d]) => {
    const out = new Float64Array(n);
    for (let v = 0; v < n; v++) {
      out[v] = p[v * 3]! * nx + p[v * 3 + 1]! * ny + p[v * 3 + 2]! * nz - d;
    }
    return out;
  });
  return { x, y, z, beyond };
}

interface Corner {
  readonly t: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** Fill one triangle's pixels that are nearer than what is there. */
function drawTriangle(map: IdMap, depth: Float32Array, p: Projected, corner: Corner): void {
  const { t, a, b, c } = corner;
  const { x, y, z } = p;
  const xa = x[a]!;
  const xb = x[b]!;
  const xc = x[c]!;
  const ya = y[a]!;
  const yb = y[b]!;
  const yc = y[c]!;
  const twice = (yb - yc) * (xa - xc) + (xc - xb) * (ya - yc);
  if (twice >= -1e-9) return; // seen from behind
  const x0 = Math.max(0, Math.ceil(Math.min(xa, xb, xc) - 0.5));
  const x1 = Math.min(map.width - 1, Math.floor(Math.max(xa, xb, xc) - 0.5));
  const y0 = Math.max(0, Math.ceil(Math.min(ya, yb, yc) - 0.5));
  const y1 = Math.min(map.height - 1, Math.floor(Math.max(ya, yb, yc) - 0.5));
  for (let row = y0; row <= y1; row++) {
    for (let column = x0; column <= x1; column++) {
      const dx = column + 0.5 - xc;
      const dy = row + 0.5 - yc;
      const l0 = ((yb - yc) * dx + (xc - xb) * dy) / twice;
      const l1 = ((yc - ya) * dx + (xa - xc) * dy) / twice;
      const l2 = 1 - l0 - l1;
      if (l0 < -SEAM || l1 < -SEAM || l2 < -SEAM) continue;
      const near = l0 * z[a]! + l1 * z[b]! + l2 * z[c]!;
      const pixel = row * map.width + column;
      if (near <= depth[pixel]! || isCut(p.beyond, corner, [l0, l1, l2])) continue;
      depth[pixel] = near;
      map.triangle[pixel] = t;
      map.weights[pixel * 2] = l1;
      map.weights[pixel * 2 + 1] = l2;
    }
  }
}

function isCut(beyond: readonly Float64Array[], corner: Corner, l: Vector): boolean {
  for (const far of beyond) {
    if (l[0] * far[corner.a]! + l[1] * far[corner.b]! + l[2] * far[corner.c]! > 0) return true;
  }
  return false;
}
