/** What a page lays beside the drawing: a candidate's zone, and an earlier drawing. */
import { Painting } from "../geometry/painting";
import { vertexNormals } from "../geometry/shape";
import type { SkinRegions } from "../geometry/skin_regions";
import type { Stroke } from "../geometry/strokes";
import { bestView, type LoadedOverlay, loadOverlay, type Overlay } from "./overlay";
import type { Painted } from "./tint";
import type { LoadedSkin, ViewKeeper } from "./view_keeper";
import { GROUPS } from "./views";

/** The weights and the place that an overlay asks for; none for null. */
export function overlaid(
  keeper: ViewKeeper,
  skin: LoadedSkin,
  overlay: Overlay | null,
): Promise<LoadedOverlay> {
  if (overlay === null) return Promise.resolve({ zone: null, site: null });
  return loadOverlay(keeper.atlas, skin.canvas.surface, overlay);
}

/** The view in which a zone is seen best; null when there is no zone. */
export async function viewOfZone(
  keeper: ViewKeeper,
  { canvas }: LoadedSkin,
  { zone }: LoadedOverlay,
): Promise<string | null> {
  const weights = zone?.essential ?? zone?.spillover ?? null;
  if (weights === null) return null;
  const { referenceMm, triangles } = canvas.surface;
  const normals = vertexNormals(referenceMm, triangles);
  const sights = await keeper.sights(GROUPS.flatMap(({ views }) => views));
  return bestView(sights, { weights, normals, areaMm2: canvas.areaMm2 });
}

/** An earlier drawing as paint. */
export function paintOf(
  { canvas }: LoadedSkin,
  regions: SkinRegions | null,
  strokes: readonly Stroke[],
): Painted {
  const painting = new Painting(canvas, regions);
  for (const stroke of strokes) painting.add(stroke);
  return { cover: painting.cover, strength: painting.intensity };
}
