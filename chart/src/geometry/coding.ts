import { ShapeError } from "./shape_error";

/**
 * Rows of three 16-bit numbers from their differences, as `unknot.body.coding` sends them: all low
 * bytes, then all high bytes, column by column; each row is the difference to the row before.
 */
export function rowsFromDifferences(coded: ArrayBuffer): Uint16Array<ArrayBuffer> {
  const [change, n] = words(coded);
  const rows = new Uint16Array(n * 3);
  for (let column = 0; column < 3; column++) {
    let value = 0;
    for (let row = 0; row < n; row++) {
      value = (value + change(column, row)) & 0xffff;
      rows[row * 3 + column] = value;
    }
  }
  return rows;
}

/** Triangles likewise; the second and third corner are differences to the first of their row. */
export function trianglesFromDifferences(coded: ArrayBuffer): Uint16Array<ArrayBuffer> {
  const [change, n] = words(coded);
  const rows = new Uint16Array(n * 3);
  let first = 0;
  for (let row = 0; row < n; row++) {
    first = (first + change(0, row)) & 0xffff;
    rows[row * 3] = first;
    rows[row * 3 + 1] = first + change(1, row);
    rows[row * 3 + 2] = first + change(2, row);
  }
  return rows;
}

function words(coded: ArrayBuffer): [change: (column: number, row: number) => number, n: number] {
  const bytes = new Uint8Array(coded);
  if (bytes.length % 6 !== 0)
    throw new ShapeError("coded rows", "a multiple of 6 bytes", bytes.length);
  const n = bytes.length / 6;
  const high = 3 * n;
  return [(column, row) => bytes[column * n + row]! + 256 * bytes[high + column * n + row]!, n];
}
