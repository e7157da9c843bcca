/**
 * Ways along the skin: the mesh edges, and one straight shortcut unfolded across every edge.
 *
 * The same graph, with the same sums in the same order, as `unknot.body.geodesic`: the edge runs
 * from its lower to its higher vertex, of the two far corners the lower one comes first.
 */

/** Neighbours of each vertex, ascending, in rows. */
export interface Ways {
  /** (V+1,) where the row of each vertex begins. */
  readonly start: Int32Array;
  readonly neighbour: Uint16Array;
  readonly lengthMm: Float64Array;
}

export interface SkinGraph {
  /** Mesh edges only. */
  readonly edges: Ways;
  /** Mesh edges and shortcuts: distances are measured on these. */
  readonly ways: Ways;
  /** (V,) mean length of the mesh edges at each vertex. [mm] */
  readonly localEdgeMm: Float64Array;
}

interface WayList {
  readonly from: Uint16Array;
  readonly to: Uint16Array;
  readonly lengthMm: Float64Array;
}

/** Build the graph on which distances along the skin are measured. */
export function buildGraph(positionsMm: Float64Array, triangles: Uint16Array): SkinGraph {
  const nVertices = positionsMm.length / 3;
  const corners = sharedEdges(triangles);
  const nEdges = corners.length / 4;
  const all: WayList = {
    from: new Uint16Array(nEdges * 2),
    to: new Uint16Array(nEdges * 2),
    lengthMm: new Float64Array(nEdges * 2),
  };
  let n = nEdges;
  for (let e = 0; e < nEdges; e++) {
    const [low, high, p, q] = [4 * e, 4 * e + 1, 4 * e + 2, 4 * e + 3].map((i) => corners[i]!);
    const edge = between(positionsMm, low!, high!);
    all.from[e] = low!;
    all.to[e] = high!;
    all.lengthMm[e] = edge;
    const shortcut = q! < 0 ? null : unfolded(positionsMm, [low!, high!, p!, q!], edge);
    if (shortcut === null) continue;
    all.from[n] = p!;
    all.to[n] = q!;
    all.lengthMm[n++] = shortcut;
  }
  const edges = rows(nVertices, head(all, nEdges));
  return { edges, ways: rows(nVertices, head(all, n)), localEdgeMm: meanLengths(edges) };
}

function head(list: WayList, n: number): WayList {
  return {
    from: list.from.subarray(0, n),
    to: list.to.subarray(0, n),
    lengthMm: list.lengthMm.subarray(0, n),
  };
}

/** Straight-line distance of two vertices. [mm] */
function between(p: Float64Array, a: number, b: number): number {
  const x = p[b * 3]! - p[a * 3]!;
  const y = p[b * 3 + 1]! - p[a * 3 + 1]!;
  const z = p[b * 3 + 2]! - p[a * 3 + 2]!;
  return Math.sqrt(x * x + y * y + z * z);
}

/** Every edge once, four ids each: lower and higher end, lower and higher far corner or −1. */
function sharedEdges(triangles: Uint16Array): Int32Array {
  const slot = new Map<number, number>();
  const corners = new Int32Array(triangles.length * 4);
  let n = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    for (let k = 0; k < 3; k++) {
      const a = triangles[t + k]!;
      const b = triangles[t + ((k + 1) % 3)]!;
      const far = triangles[t + ((k + 2) % 3)]!;
      const key = Math.min(a, b) * 65536 + Math.max(a, b);
      const known = slot.get(key);
      if (known === undefined) {
        slot.set(key, n);
        corners.set([Math.min(a, b), Math.max(a, b), far, -1], n);
        n += 4;
      } else {
        const other = corners[known + 2]!;
        corners[known + 2] = Math.min(other, far);
        corners[known + 3] = Math.max(other, far);
      }
    }
  }
  return corners.subarray(0, n);
}

/** Length of the straight line p–q when both triangles lie flat, or null if it leaves the edge. */
function unfolded(
  pos: Float64Array,
  [low, high, p, q]: readonly [number, number, number, number],
  edge: number,
): number | null {
  const [pAlong, pOff] = laidFlat(pos, [low, high, p], edge);
  const [qAlong, qOff] = laidFlat(pos, [low, high, q], edge);
  const crossing = pAlong + ((qAlong - pAlong) * pOff) / (pOff + qOff);
  if (!(crossing >= 0 && crossing <= edge)) return null;
  const along = pAlong - qAlong;
  const off = pOff + qOff;
  return Math.sqrt(along * along + off * off);
}

/** How far a vertex lies along the edge low–high, and off it. [mm] */
function laidFlat(
  pos: Float64Array,
  [low, high, v]: readonly [number, number, number],
  edge: number,
): readonly [number, number] {
  const x = pos[v * 3]! - pos[low * 3]!;
  const y = pos[v * 3 + 1]! - pos[low * 3 + 1]!;
  const z = pos[v * 3 + 2]! - pos[low * 3 + 2]!;
  const along =
    x * ((pos[high * 3]! - pos[low * 3]!) / edge) +
    y * ((pos[high * 3 + 1]! - pos[low * 3 + 1]!) / edge) +
    z * ((pos[high * 3 + 2]! - pos[low * 3 + 2]!) / edge);
  const squared = x * x + y * y + z * z - along * along;
  return [along, Math.sqrt(Math.max(squared, 0))];
}

/** A list of ways as rows by vertex, in both directions, neighbours ascending. */
function rows(nVertices: number, list: WayList): Ways {
  const n = list.from.length;
  const byOther = counted(nVertices, [list.from, list.to], (slot, put) => {
    for (let i = 0; i < n; i++) {
      put(list.to[i]!, slot(i, 0));
      put(list.from[i]!, slot(i, 1));
    }
  });
  // Every way is now grouped by its far end, ascending: dealing them out keeps that order.
  const start = byOther.start;
  const neighbour = new Uint16Array(n * 2);
  const lengthMm = new Float64Array(n * 2);
  const next = start.slice();
  for (const coded of byOther.items) {
    const way = coded >> 1;
    const backwards = (coded & 1) === 1;
    const owner = backwards ? list.to[way]! : list.from[way]!;
    const place = next[owner]!++;
    neighbour[place] = backwards ? list.from[way]! : list.to[way]!;
    lengthMm[place] = list.lengthMm[way]!;
  }
  return { start, neighbour, lengthMm };
}

/** Counting sort: items grouped by vertex. Both ends of a way occur, so the starts serve twice. */
function counted(
  nVertices: number,
  ends: readonly [Uint16Array, Uint16Array],
  fill: (
    slot: (i: number, direction: 0 | 1) => number,
    put: (vertex: number, item: number) => void,
  ) => void,
): { start: Int32Array; items: Int32Array } {
  const start = new Int32Array(nVertices + 1);
  for (const end of ends) for (const vertex of end) start[vertex + 1]!++;
  for (let v = 0; v < nVertices; v++) start[v + 1]! += start[v]!;
  const items = new Int32Array(ends[0].length * 2);
  const next = start.slice();
  fill(
    (i, direction) => i * 2 + direction,
    (vertex, item) => {
      items[next[vertex]!++] = item;
    },
  );
  return { start, items };
}

/** Mean length of the ways at each vertex, added in the order of the row. [mm] */
function meanLengths(edges: Ways): Float64Array {
  const nVertices = edges.start.length - 1;
  const mean = new Float64Array(nVertices);
  for (let v = 0; v < nVertices; v++) {
    let sum = 0;
    for (let k = edges.start[v]!; k < edges.start[v + 1]!; k++) sum += edges.lengthMm[k]!;
    mean[v] = sum / Math.max(edges.start[v + 1]! - edges.start[v]!, 1);
  }
  return mean;
}
