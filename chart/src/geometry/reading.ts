/**
 * Which regions a painting covers, how far, how strongly, and how it feels there.
 *
 * The rules and thresholds are those of `unknot.body.reading`; they stand there with their
 * reasons, and here to give the same answer (shared fixtures in `tests/body/fixtures`).
 */
import type { Painting } from "./painting";
import { NOT_TOLD } from "./painting";
import { type Patches, patchesOf } from "./patches";
import type { Side } from "./places";
import type { SkinRegions, Sparse } from "./skin_regions";
import { type Feeling, QUALITIES } from "./strokes";

const PATCH_SHARE = 0.3;
const NEAR_LARGEST = 0.75;
const REGION_SHARE = 0.35;
const CROSSED_PATCH_SHARE = 0.08;
const CROSSED_NEAR_LARGEST = 0.25;
const CROSSED_REGION_SHARE = 0.1;
const LEAST_MM2 = 1e-9;
/** Skin that belongs to a place by more than this share tells how strongly it is felt there. */
const MOSTLY = 0.5;
const MEAN_DECIMALS = 6;

export interface PaintedPlace {
  readonly region: string;
  readonly side: Side;
  /** Share of its skin that is painted, 0 to 1; 1 for a region without skin. */
  readonly fraction: number;
  /** Largest share that it holds of one patch of paint, 0 to 1. */
  readonly patchShare: number;
  readonly paintedMm2: number;
  /** Mean over the painted skin where it was told. */
  readonly intensity: number | null;
  /** The quality with the most painted skin. */
  readonly quality: string | null;
}

export interface Reading {
  /** Regions in file order, left before right. */
  readonly places: readonly PaintedPlace[];
  /** Painted skin on the reference body. [mm2] */
  readonly areaMm2: number;
  /** Share of all the skin. [percent] */
  readonly percent: number;
}

/** Read a painting. */
export function readPainting(painting: Painting): Reading {
  const { canvas, regions } = painting;
  const patches = patchesOf(painting.cover, canvas.graph.edges);
  const areaMm2 = patches.vertices.reduce(
    (sum, v) => sum + patches.share[v]! * canvas.areaMm2[v]!,
    0,
  );
  const percent = (100 * areaMm2) / canvas.skinMm2;
  if (regions === null) return { places: [], areaMm2, percent };
  return { places: placesOf(painting, regions, patches), areaMm2, percent };
}

function placesOf(painting: Painting, regions: SkinRegions, patches: Patches): PaintedPlace[] {
  const tally = patches.nPatches > 0 ? new Tally(painting, regions, patches) : null;
  const told = new Set(tally === null ? [] : toldPlaces(painting, regions, tally));
  const found: PaintedPlace[] = [];
  for (const { id } of regions.places.regions) {
    for (const side of regions.places.sidesOf(id)) {
      const key = `${side}:${id}`;
      const mark = painting.inside.get(key);
      if (tally !== null && told.has(key)) {
        found.push(measured(painting, patches, tally, { region: id, side }));
      } else if (mark !== undefined) {
        found.push({ region: id, side, fraction: 1, patchShare: 0, paintedMm2: 0, ...mark });
      }
    }
  }
  return found;
}

/** The painted places, each at the fineness at which it is told. */
function toldPlaces(painting: Painting, regions: SkinRegions, tally: Tally): string[] {
  const told: string[] = [];
  for (const { id, parent } of regions.places.regions) {
    if (parent !== null || !regions.hasSkin(id)) continue;
    for (const side of regions.places.sidesOf(id)) {
      const region = toldRegion(painting, regions, tally, { whole: id, side });
      if (region !== null) told.push(`${side}:${region}`);
    }
  }
  return told;
}

/** The whole or its one painted part, or null when neither is painted. */
function toldRegion(
  painting: Painting,
  regions: SkinRegions,
  tally: Tally,
  { whole, side }: { whole: string; side: Side },
): string | null {
  const parts = regions.parts(whole);
  const finer = parts.filter((part) => tally.isPainted([part], side));
  const ownsSkin = regions.row(whole) !== undefined;
  const rest = ownsSkin && tally.isPainted([whole], side);
  if (finer.length === 0 && !rest) {
    const together = [...(ownsSkin ? [whole] : []), ...parts];
    return together.length > 1 && tally.isPainted(together, side) ? whole : null;
  }
  const one = finer[0];
  if (rest || finer.length > 1 || one === undefined) return whole;
  const isCertain = painting.named.has(`${side}:${one}`) || !regions.hasPartInside(whole);
  return isCertain ? one : whole;
}

/** Painted skin by side and region, in all and by patch. [mm2] */
class Tally {
  readonly #regions: SkinRegions;
  readonly #skinMm2: Float64Array;
  readonly #patchMm2: Float64Array;
  /** By patch: left rows, right rows. */
  readonly #byPatch: readonly (readonly [Float64Array, Float64Array])[];
  /** By patch: the largest area that one leaf place holds. */
  readonly #largest: readonly number[];

  constructor(painting: Painting, regions: SkinRegions, patches: Patches) {
    const { areaMm2 } = painting.canvas;
    const rows = (): readonly [Float64Array, Float64Array] => [
      new Float64Array(regions.nRegions),
      new Float64Array(regions.nRegions),
    ];
    this.#regions = regions;
    this.#byPatch = Array.from({ length: patches.nPatches }, rows);
    for (const v of patches.vertices) {
      const [left, right] = this.#byPatch[patches.patch[v]!]!;
      regions.shareOut(v, patches.share[v]! * areaMm2[v]!, left, right);
    }
    this.#patchMm2 = Float64Array.from(
      this.#byPatch,
      ([left, right]) => total(left) + total(right),
    );
    this.#skinMm2 = regions.leafMm2(areaMm2);
    const isSided = regions.meta.regions.map((id) => regions.places.get(id)?.sided ?? true);
    this.#largest = this.#byPatch.map(([left, right]) =>
      isSided.reduce((most, sided, row) => {
        const [l, r] = [left[row]!, right[row]!];
        return Math.max(most, sided ? Math.max(l, r) : l + r);
      }, 0),
    );
  }

  isPainted(names: readonly string[], side: Side): boolean {
    const rows = names.map((name) => this.#regions.row(name)!);
    const { covered, patchShare } = this.shares(rows, side);
    const isNearLargest = this.#largest.some(
      (most, patch) => this.#held(rows, side, patch) >= NEAR_LARGEST * most,
    );
    return (
      patchShare >= PATCH_SHARE ||
      isNearLargest ||
      covered >= REGION_SHARE ||
      (covered >= CROSSED_REGION_SHARE && this.#isCrossed(rows, side))
    );
  }

  /** Whether a patch runs through some regions, and holds not much more of another one. */
  #isCrossed(rows: readonly number[], side: Side): boolean {
    return this.#largest.some((most, patch) => {
      const held = this.#held(rows, side, patch);
      const least = CROSSED_PATCH_SHARE * this.#patchMm2[patch]!;
      return held >= least && held >= CROSSED_NEAR_LARGEST * most;
    });
  }

  /** How much of some regions is covered, and how much of a patch they hold. */
  shares(rows: readonly number[], side: Side): { covered: number; patchShare: number } {
    const skin = halvesOf(side).length * sum(rows, (row) => this.#skinMm2[row]!);
    let painted = 0;
    let patchShare = 0;
    this.#byPatch.forEach((_, patch) => {
      const held = this.#held(rows, side, patch);
      painted += held;
      patchShare = Math.max(patchShare, held / this.#patchMm2[patch]!);
    });
    return { covered: painted / Math.max(skin, LEAST_MM2), patchShare };
  }

  /** How much of a patch some regions hold. [mm2] */
  #held(rows: readonly number[], side: Side, patch: number): number {
    const byHalf = this.#byPatch[patch]!;
    return sum(halvesOf(side), (half) => sum(rows, (row) => byHalf[half]![row]!));
  }
}

function measured(
  painting: Painting,
  patches: Patches,
  tally: Tally,
  { region, side }: { region: string; side: Side },
): PaintedPlace {
  const regions = painting.regions!;
  const leaves = regions.leafPlaces(region, side);
  const cover = regions.sharpCoverOf(leaves);
  const { areaMm2 } = painting.canvas;
  const painted = cover.vertices.map((v, i) => cover.values[i]! * areaMm2[v]! * patches.share[v]!);
  const paintedMm2 = painted.reduce((all, mm2) => all + mm2, 0);
  const felt = feltIn(painting, cover, painted);
  const rows = leaves.map((leaf) => Number(leaf.split(":")[0]));
  const { covered, patchShare } = tally.shares(rows, side);
  return {
    region,
    side,
    fraction: Math.min(1, covered),
    patchShare: Math.min(1, patchShare),
    paintedMm2,
    ...felt,
  };
}

/** How strongly and how it is felt: by the skin that belongs mostly to the place, if any does. */
function feltIn(painting: Painting, cover: Sparse, painted: readonly number[]): Feeling {
  const isMostly = (i: number): boolean => cover.values[i]! > MOSTLY && painted[i]! > 0;
  const hasInside = painted.some((_, i) => isMostly(i));
  let toldMm2 = 0;
  let strength = 0;
  const byQuality = new Float64Array(QUALITIES.length);
  painted.forEach((mm2, i) => {
    if (mm2 <= 0 || (hasInside && !isMostly(i))) return;
    const v = cover.vertices[i]!;
    const intensity = painting.intensity[v]!;
    if (!Number.isNaN(intensity)) {
      toldMm2 += mm2;
      strength += mm2 * intensity;
    }
    const quality = painting.quality[v]!;
    if (quality !== NOT_TOLD) byQuality[quality]! += mm2;
  });
  const most = byQuality.indexOf(Math.max(...byQuality));
  return {
    intensity: toldMm2 > 0 ? rounded(strength / toldMm2) : null,
    quality: byQuality[most]! > 0 ? QUALITIES[most]! : null,
  };
}

function rounded(mean: number): number {
  return Number(mean.toFixed(MEAN_DECIMALS));
}

/** The halves of the body that a place lies on: 0 left, 1 right. */
function halvesOf(side: Side): readonly (0 | 1)[] {
  if (side === "mid") return [0, 1];
  return side === "left" ? [0] : [1];
}

function sum<T>(list: readonly T[], value: (entry: T) => number): number {
  return list.reduce((all, entry) => all + value(entry), 0);
}

function total(list: Float64Array): number {
  return list.reduce((all, entry) => all + entry, 0);
}
