/** What the page needs of `<unknot-body>`; the element itself lives in its own module. */

export interface Drawing {
  readonly atlas_version: string;
  readonly strokes: readonly unknown[];
}

export interface Overlay {
  readonly site: string;
  readonly side: "left" | "right";
  readonly show: readonly ("zone" | "site")[];
}

export interface BodyElement extends HTMLElement {
  value: Drawing;
  overlay: Overlay | null;
}

/** The element once it is there; null when it does not come. */
export async function bodyOf(root: ParentNode): Promise<BodyElement | null> {
  const found = root.querySelector<BodyElement>("unknot-body");
  if (found === null) return null;
  await customElements.whenDefined("unknot-body");
  return found;
}

/** The drawing of a case; places that were only ticked become strokes of whole regions. */
export function drawingOf(told: string): Drawing {
  const given = parsed(told);
  const version = typeof given["atlas_version"] === "string" ? given["atlas_version"] : "1";
  if (Array.isArray(given["strokes"]) && given["strokes"].length > 0) {
    return { atlas_version: version, strokes: given["strokes"] };
  }
  const pain = Array.isArray(given["pain"]) ? (given["pain"] as Record<string, unknown>[]) : [];
  const strokes = pain.map((mark) => ({
    tool: "region",
    region: mark["region"],
    side: mark["side"] ?? "mid",
    intensity: mark["intensity"] ?? null,
    quality: mark["quality"] ?? null,
  }));
  return { atlas_version: version, strokes };
}

/** The case with another drawing in place of the places told before. */
export function withDrawing(told: string, drawing: Drawing): string {
  const { pain: _, ...rest } = parsed(told);
  return JSON.stringify({ ...rest, ...drawing });
}

function parsed(told: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(told);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
