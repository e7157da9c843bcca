/** What a page lays over the drawing: a candidate's zone with its place, and an earlier drawing. */
import type { SkinRegions } from "../geometry/skin_regions";
import type { Stroke } from "../geometry/strokes";
import type { BodyName } from "../geometry/surface_meta";
import type { Board } from "./board";
import { overlaid, paintOf, viewOf, weightsOf } from "./compared";
import type { Overlay } from "./overlay";
import type { LoadedSkin, ViewKeeper } from "./view_keeper";

/** What must be there before anything can be laid over it. */
export interface Ground {
  readonly keeper: ViewKeeper;
  readonly skin: LoadedSkin;
  readonly board: Board;
  readonly body: BodyName;
  /** Whether the picture turns to what is laid over it: where nobody paints. */
  readonly turns: boolean;
}

export class LaidOver {
  overlay: Overlay | null = null;
  earlier: readonly Stroke[] | null = null;

  async showOverlay({ keeper, skin, board, body, turns }: Ground): Promise<void> {
    const { overlay } = this;
    const loaded = await overlaid(keeper, skin, overlay);
    if (overlay !== this.overlay || board.isGone) return;
    board.setContent({ ...board.content, ...loaded });
    const weights = weightsOf(skin, loaded);
    if (!turns || weights === null) return;
    const best = await viewOf(keeper, skin, { weights, body });
    if (best !== null && overlay === this.overlay) await board.showNear(best, weights);
  }

  showEarlier({ skin, board }: Ground, regions: SkinRegions | null): void {
    const before = this.earlier === null ? null : paintOf(skin, regions, this.earlier);
    board.setContent({ ...board.content, before });
  }
}
