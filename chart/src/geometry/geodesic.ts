import type { Ways } from "./graph";

/** Vertices reached, and how far along the skin each is from the start. */
export interface Reach {
  readonly vertices: readonly number[];
  readonly distancesMm: readonly number[];
}

/** Shortest ways from one or more starts, again and again on the same graph. */
export class Geodesic {
  readonly #ways: Ways;
  readonly #distance: Float64Array;
  #heapVertex: number[] = [];
  #heapDistance: number[] = [];

  constructor(ways: Ways) {
    this.#ways = ways;
    this.#distance = new Float64Array(ways.start.length - 1).fill(Number.POSITIVE_INFINITY);
  }

  /**
   * Distances from the starts, each of which has a distance to begin with; a vertex is entered
   * only when its distance is below `reachMm(vertex)`. In the order of first reaching.
   */
  reach(starts: Iterable<readonly [number, number]>, reachMm: (vertex: number) => number): Reach {
    const distance = this.#distance;
    const reached: number[] = [];
    for (const [vertex, d] of starts) {
      if (d < reachMm(vertex)) this.#offer(vertex, d, reached);
    }
    const { start, neighbour, lengthMm } = this.#ways;
    while (this.#heapVertex.length > 0) {
      const d = this.#heapDistance[0]!;
      const vertex = this.#pop();
      if (d > distance[vertex]!) continue;
      for (let k = start[vertex]!; k < start[vertex + 1]!; k++) {
        const other = neighbour[k]!;
        const farther = d + lengthMm[k]!;
        if (farther < reachMm(other)) this.#offer(other, farther, reached);
      }
    }
    const distancesMm = reached.map((vertex) => distance[vertex]!);
    for (const vertex of reached) distance[vertex] = Number.POSITIVE_INFINITY;
    return { vertices: reached, distancesMm };
  }

  /** Take a shorter distance for a vertex, if it is one. */
  #offer(vertex: number, d: number, reached: number[]): void {
    const known = this.#distance[vertex]!;
    if (!(d < known)) return;
    if (known === Number.POSITIVE_INFINITY) reached.push(vertex);
    this.#distance[vertex] = d;
    this.#push(vertex, d);
  }

  #push(vertex: number, d: number): void {
    const vertices = this.#heapVertex;
    const distances = this.#heapDistance;
    let i = vertices.length;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (distances[parent]! <= d) break;
      vertices[i] = vertices[parent]!;
      distances[i] = distances[parent]!;
      i = parent;
    }
    vertices[i] = vertex;
    distances[i] = d;
  }

  #pop(): number {
    const vertices = this.#heapVertex;
    const distances = this.#heapDistance;
    const top = vertices[0]!;
    const vertex = vertices.pop()!;
    const d = distances.pop()!;
    const n = vertices.length;
    if (n === 0) return top;
    let i = 0;
    for (let child = 1; child < n; child = 2 * i + 1) {
      if (child + 1 < n && distances[child + 1]! < distances[child]!) child++;
      if (distances[child]! >= d) break;
      vertices[i] = vertices[child]!;
      distances[i] = distances[child]!;
      i = child;
    }
    vertices[i] = vertex;
    distances[i] = d;
    return top;
  }
}
