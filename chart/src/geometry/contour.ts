/** Outlines of a field on a pixel grid: marching squares, joined into lines. */

/** Points x, y, x, y …; closed when the last joins the first. */
export interface Outline {
  readonly points: readonly number[];
  readonly isClosed: boolean;
}

export interface Field {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Where the field crosses the level. Beyond its border the field counts as 0. */
export function outlines(field: Field, level: number): Outline[] {
  const next = new Map<number, number[]>();
  const place = new Map<number, readonly [number, number]>();
  const join = (a: number, b: number): void => {
    const known = next.get(a);
    if (known === undefined) next.set(a, [b]);
    else known.push(b);
  };
  const { width, height } = field;
  for (let row = -1; row < height; row++) {
    for (let column = -1; column < width; column++) {
      const cell = cellOf(field, column, row, level);
      if (cell === null) continue;
      for (const [from, to] of cell.segments) {
        const a = edgeKey(field, column, row, from);
        const b = edgeKey(field, column, row, to);
        place.set(a, cell.at(from));
        place.set(b, cell.at(to));
        join(a, b);
      }
    }
  }
  return chained(next, place);
}

/** Sides of a cell: 0 top, 1 right, 2 bottom, 3 left. Inside lies to the left of the way. */
const SEGMENTS: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [[3, 0]],
  [[0, 1]],
  [[3, 1]],
  [[1, 2]],
  [
    [3, 0],
    [1, 2],
  ],
  [[0, 2]],
  [[3, 2]],
  [[2, 3]],
  [[2, 0]],
  [
    [0, 1],
    [2, 3],
  ],
  [[2, 1]],
  [[1, 3]],
  [[1, 0]],
  [[0, 3]],
  [],
];

interface Cell {
  readonly segments: readonly (readonly [number, number])[];
  readonly at: (side: number) => readonly [number, number];
}

/** The cell whose top left corner is the pixel (column, row). */
function cellOf(field: Field, column: number, row: number, level: number): Cell | null {
  const value = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= field.width || y >= field.height
      ? 0
      : field.values[y * field.width + x]!;
  const corners = [
    value(column, row),
    value(column + 1, row),
    value(column + 1, row + 1),
    value(column, row + 1),
  ];
  let kind = 0;
  for (let k = 0; k < 4; k++) if (corners[k]! >= level) kind |= 1 << k;
  const segments = SEGMENTS[kind]!;
  if (segments.length === 0) return null;
  const part = (a: number, b: number): number => {
    const from = corners[a]!;
    const to = corners[b]!;
    return (level - from) / (to - from);
  };
  const x = column + 0.5;
  const y = row + 0.5;
  const at = (side: number): readonly [number, number] => {
    if (side === 0) return [x + part(0, 1), y];
    if (side === 1) return [x + 1, y + part(1, 2)];
    if (side === 2) return [x + part(3, 2), y + 1];
    return [x, y + part(0, 3)];
  };
  return { segments, at };
}

/** One number for each side of the grid, the same from both cells beside it. */
function edgeKey(field: Field, column: number, row: number, side: number): number {
  const stride = field.width + 2;
  const x = column + 1 + (side === 1 ? 1 : 0);
  const y = row + 1 + (side === 2 ? 1 : 0);
  return (y * stride + x) * 2 + (side === 1 || side === 3 ? 1 : 0);
}

/** Follow the segments into lines. */
function chained(
  next: Map<number, number[]>,
  place: Map<number, readonly [number, number]>,
): Outline[] {
  const found: Outline[] = [];
  for (const start of next.keys()) {
    let here = start;
    const points: number[] = [];
    for (;;) {
      const onward = next.get(here)?.pop();
      if (onward === undefined) break;
      points.push(...place.get(here)!);
      here = onward;
    }
    if (points.length < 4) continue;
    const isClosed = here === start;
    if (!isClosed) points.push(...place.get(here)!);
    found.push({ points, isClosed });
  }
  return found;
}
