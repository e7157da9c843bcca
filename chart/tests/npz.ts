/** Reads the arrays of a NumPy `.npz` file: a zip of `.npy` files, stored or deflated. */
import { inflateRawSync } from "node:zlib";

/** The numbers of an array, in C order; its shape is told by who reads it. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array | Int16Array;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const DEFLATED = 8;

export function readNpz(file: Buffer): ReadonlyMap<string, Numbers> {
  const arrays = new Map<string, Numbers>();
  for (const { name, bytes } of entriesOf(file)) arrays.set(name.replace(/\.npy$/, ""), npy(bytes));
  return arrays;
}

function* entriesOf(file: Buffer): Generator<{ name: string; bytes: Buffer }> {
  let end = file.length - 22;
  while (end >= 0 && file.readUInt32LE(end) !== END) end--;
  if (end < 0) throw new Error("The file is no zip: it has no end record.");
  let at = file.readUInt32LE(end + 16);
  for (let n = file.readUInt16LE(end + 10); n > 0; n--) {
    if (file.readUInt32LE(at) !== ENTRY) throw new Error(`The zip has no entry at ${at}.`);
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.toString("utf-8", at + 46, at + 46 + nameLength);
    const size = file.readUInt32LE(at + 20);
    const local = file.readUInt32LE(at + 42);
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const packed = file.subarray(from, from + size);
    const isDeflated = file.readUInt16LE(at + 10) === DEFLATED;
    yield { name, bytes: isDeflated ? inflateRawSync(packed) : packed };
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
}

function npy(bytes: Buffer): Numbers {
  const isShort = bytes[6] === 1;
  const length = isShort ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8);
  const from = (isShort ? 10 : 12) + length;
  const head = bytes.toString("latin1", isShort ? 10 : 12, from);
  if (head.includes("'fortran_order': True")) throw new Error("An array lies in Fortran order.");
  const kind = /'descr': '([^']+)'/.exec(head)?.[1] ?? "";
  const values = new Uint8Array(bytes.subarray(from)).buffer;
  if (kind === "|u1") return new Uint8Array(values);
  if (kind === "<u2") return new Uint16Array(values);
  if (kind === "<u4") return new Uint32Array(values);
  if (kind === "<i2") return new Int16Array(values);
  throw new Error(`An array holds numbers of kind '${kind}', which nothing here reads.`);
}
