/** Normals and areas of a triangle mesh. */

/** (V*3,) sum of the cross products of the triangles at a vertex, not of unit length. */
export function summedNormals(positionsMm: Float64Array, triangles: Uint16Array): Float64Array {
  const normals = new Float64Array(positionsMm.length);
  for (let t = 0; t < triangles.length; t += 3) {
    const [x, y, z] = triangleCross(positionsMm, triangles, t);
    for (let k = 0; k < 3; k++) {
      const v = triangles[t + k]! * 3;
      normals[v] = normals[v]! + x;
      normals[v + 1] = normals[v + 1]! + y;
      normals[v + 2] = normals[v + 2]! + z;
    }
  }
  return normals;
}

/** (V*3,) unit normals. */
export function vertexNormals(positionsMm: Float64Array, triangles: Uint16Array): Float64Array {
  const normals = summedNormals(positionsMm, triangles);
  for (let v = 0; v < normals.length; v += 3) {
    const x = normals[v]!;
    const y = normals[v + 1]!;
    const z = normals[v + 2]!;
    const length = Math.sqrt(x * x + y * y + z * z) || 1;
    normals[v] = x / length;
    normals[v + 1] = y / length;
    normals[v + 2] = z / length;
  }
  return normals;
}

/** (V,) a third of the area of every triangle at the vertex. [mm2] */
export function vertexAreas(positionsMm: Float64Array, triangles: Uint16Array): Float64Array {
  const areas = new Float64Array(positionsMm.length / 3);
  for (let t = 0; t < triangles.length; t += 3) {
    const [x, y, z] = triangleCross(positionsMm, triangles, t);
    const third = (0.5 * Math.sqrt(x * x + y * y + z * z)) / 3;
    for (let k = 0; k < 3; k++) {
      const v = triangles[t + k]!;
      areas[v] = areas[v]! + third;
    }
  }
  return areas;
}

/** Cross product of two edges: twice the area, along the outward normal. */
export function triangleCross(
  p: Float64Array,
  triangles: Uint16Array,
  t: number,
): readonly [number, number, number] {
  const a = triangles[t]! * 3;
  const b = triangles[t + 1]! * 3;
  const c = triangles[t + 2]! * 3;
  const ux = p[b]! - p[a]!;
  const uy = p[b + 1]! - p[a + 1]!;
  const uz = p[b + 2]! - p[a + 2]!;
  const wx = p[c]! - p[a]!;
  const wy = p[c + 1]! - p[a + 1]!;
  const wz = p[c + 2]! - p[a + 2]!;
  return [uy * wz - uz * wy, uz * wx - ux * wz, ux * wy - uy * wx];
}
