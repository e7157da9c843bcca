/** Something handed in does not have the shape it should: says where, what was expected, what came. */
export class ShapeError extends Error {
  readonly place: string;

  constructor(place: string, expected: string, came: unknown) {
    super(`${place}: expected ${expected}, came ${shown(came)}`);
    this.name = "ShapeError";
    this.place = place;
  }
}

function shown(value: unknown): string {
  const text = typeof value === "number" ? String(value) : JSON.stringify(value);
  if (text === undefined) return typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
