import { vertexNormals } from "../../src/geometry/shape";
import type { Mesh } from "../../src/scene/raycast";

export interface Sphere extends Mesh {
  readonly normals: Float64Array;
}

/** A ball of rings and segments around the origin, its poles on the z axis. */
export function sphere(radius_mm: number, rings = 24, segments = 48): Sphere {
  const positions: number[] = [0, 0, radius_mm];
  for (let r = 1; r < rings; r++) {
    for (let s = 0; s < segments; s++) {
      const [down, round] = [(Math.PI * r) / rings, (2 * Math.PI * s) / segments];
      positions.push(
        radius_mm * Math.sin(down) * Math.cos(round),
        radius_mm * Math.sin(down) * Math.sin(round),
        radius_mm * Math.cos(down),
      );
    }
  }
  positions.push(0, 0, -radius_mm);
  const at = (r: number, s: number): number => 1 + (r - 1) * segments + (s % segments);
  const last = positions.length / 3 - 1;
  const triangles: number[] = [];
  for (let s = 0; s < segments; s++) {
    triangles.push(0, at(1, s), at(1, s + 1), last, at(rings - 1, s + 1), at(rings - 1, s));
    for (let r = 1; r < rings - 1; r++) {
      triangles.push(at(r, s), at(r + 1, s), at(r + 1, s + 1));
      triangles.push(at(r, s), at(r + 1, s + 1), at(r, s + 1));
    }
  }
  const mesh = { positions: Float64Array.from(positions), triangles: Uint16Array.from(triangles) };
  return { ...mesh, normals: vertexNormals(mesh.positions, mesh.triangles) };
}
