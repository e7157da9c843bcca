/**
 * The fast way to the first triangle a ray meets: a tree of boxes (three-mesh-bvh).
 *
 * Loaded by itself; until it is there, `firstPoint` of raycast.ts answers. The tree names the
 * triangle, the weights come from the same sum as there.
 */

import { type BufferGeometry, DoubleSide, Ray as ThreeRay, Vector3 } from "three";
import { MeshBVH } from "three-mesh-bvh";
import type { SurfacePoint } from "../geometry/surface_point";
import { type Mesh, pointOn, type Ray } from "./raycast";

export interface Picker {
  pick(mesh: Mesh, ray: Ray): SurfacePoint | null;
  /** The vertices moved, the triangles did not. */
  refit(): void;
}

/** Build the tree over a geometry; the order of its triangles stays as it is. */
export function pickerOf(geometry: BufferGeometry): Picker {
  const tree = new MeshBVH(geometry, { indirect: true });
  const line = new ThreeRay(new Vector3(), new Vector3());
  return {
    refit: () => tree.refit(),
    pick(mesh, ray) {
      line.origin.set(...ray.origin);
      line.direction.set(...ray.direction);
      const found = tree.raycastFirst(line, DoubleSide);
      if (found?.faceIndex === undefined || found.faceIndex === null) return null;
      return pointOn(mesh, ray, found.faceIndex);
    },
  };
}
