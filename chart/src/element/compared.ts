/** What a page lays beside the drawing: a candidate's zone, and an earlier drawing. */
import { Painting } from "../geometry/painting";
import { vertexNormals } from "../geometry/shape";
import type { SkinRegions } from "../geometry/skin_regions";
import type { Stroke } from "../geometry/strokes";
import type { BodyName } from "../geometry/surface_meta";
import { bestView, type LoadedOverlay, loadOverlay, type Overlay } from "./overlay";
import type { Painted } from "./tint";
import { placeParts } from "./value";
import type { LoadedSkin, ViewKeeper } from "./view_keeper";
import { GROUPS, viewsOf } from "./views";

/** The weights and the place that an overlay asks for; none for null. */
export function overlaid(
  keeper: ViewKeeper,
  skin: LoadedSkin,
  overlay: Overlay | null,
): Promise<LoadedOverlay> {
  if (overlay === null) return Promise.resolve({ zone: null, site: null });
  return loadOverlay(keeper.atlas, skin.canvas.surface, overlay);
}

/** A zone and its place as one field of weights; null when there is nothing to see. */
export function weightsOf(
  { canvas }: LoadedSkin,
  { zone, site }: LoadedOverlay,
): Float32Array | null {
  const shown = zone?.essential ?? zone?.spillover ?? null;
  if (shown === null && site === null) return null;
  const weights = shown === null ? new Float32Array(canvas.surface.nVertices) : shown.slice();
  if (site !== null) weights[canvas.surface.triangles[site.triangle * 3] ?? 0] = 1;
  return weights;
}

/** The view in which some weights are seen best. */
export async function viewOf(
  keeper: ViewKeeper,
  { canvas }: LoadedSkin,
  { weights, body, now }: { weights: Float32Array; body: BodyName; now?: string },
): Promise<string | null> {
  const { referenceMm, triangles } = canvas.surface;
  const normals = vertexNormals(referenceMm, triangles);
  const sights = await keeper.sights(
    GROUPS.flatMap((group) => viewsOf(group, body)),
    body,
  );
  const seen = { weights, normals, areaMm2: canvas.areaMm2 };
  return bestView(sights, seen, now === undefined ? null : { view: now, share: WELL_ENOUGH });
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

/** A place that is seen by so large a share of the best view's needs no other view. */
const WELL_ENOUGH = 0.7;

/** The view in which a place is seen best; the one that is shown now, if it shows it well. */
export async function viewOfPlace(
  { keeper, skin, body }: { keeper: ViewKeeper; skin: LoadedSkin; body: BodyName },
  { regions, place, now }: { regions: SkinRegions; place: string; now: string },
): Promise<string | null> {
  const { region, side } = placeParts(place);
  const drawnOn = regions.hasSkin(region) ? region : regions.meta.inside[region];
  if (drawnOn === undefined) return null;
  const weights = new Float32Array(skin.canvas.surface.nVertices);
  const { vertices, values } = regions.sharpCoverOf(regions.leafPlaces(drawnOn, side));
  vertices.forEach((v, i) => {
    weights[v] = values[i] ?? 0;
  });
  return viewOf(keeper, skin, { weights, body, now });
}
