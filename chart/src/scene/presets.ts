/**
 * From where is each view of the body seen, and how near?
 *
 * The names are those of the drawn charts, so that 2D and 3D can follow each other. A preset
 * names the parts it shows; how near the eye comes follows from where those parts lie on the
 * body that is shown, so every preset fits every body.
 */

import { axesOf, clamped, dot, OPENING, type Orbit, type Vector } from "./orbit";

export interface Preset {
  /** [rad] */
  readonly azimuth: number;
  /** [rad] */
  readonly elevation: number;
  /** Names of the parts shown; empty means the whole body. */
  readonly parts: readonly string[];
  readonly half: "both" | "left" | "right";
}

const turn = (degrees: number): number => (degrees * Math.PI) / 180;

const seen = (
  azimuth: number,
  elevation: number,
  parts: readonly string[] = [],
  half: Preset["half"] = "both",
): Preset => ({ azimuth: turn(azimuth), elevation: turn(elevation), parts, half });

const HEAD = ["head", "neck"];
const ARM = ["upper_arm", "forearm", "hand"];
const LEG = ["thigh", "leg", "foot"];

export const PRESETS: Readonly<Record<string, Preset>> = {
  front: seen(0, 3),
  back: seen(180, 3),
  left: seen(90, 3),
  right: seen(-90, 3),
  head_front: seen(0, 2, HEAD),
  head_back: seen(180, 2, HEAD),
  head_left: seen(90, 2, HEAD),
  head_right: seen(-90, 2, HEAD),
  hand_left_palm: seen(0, 8, ["hand"], "left"),
  hand_left_back: seen(180, 8, ["hand"], "left"),
  hand_right_palm: seen(0, 8, ["hand"], "right"),
  hand_right_back: seen(180, 8, ["hand"], "right"),
  foot_left_sole: seen(0, -85, ["foot"], "left"),
  foot_left_top: seen(0, 62, ["foot"], "left"),
  foot_right_sole: seen(0, -85, ["foot"], "right"),
  foot_right_top: seen(0, 62, ["foot"], "right"),
  arm_left_inner: seen(-28, -24, ARM, "left"),
  arm_right_inner: seen(28, -24, ARM, "right"),
  leg_left_inner: seen(-42, 4, LEG, "left"),
  leg_right_inner: seen(42, 4, LEG, "right"),
  perineum: seen(0, -78, ["trunk", "thigh"]),
};

/** The presets reached by the keys 1 to 8, in this order. */
export const NUMBERED: readonly string[] = [
  "front",
  "back",
  "left",
  "right",
  "head_front",
  "head_back",
  "hand_left_palm",
  "hand_right_palm",
];

export interface Figure {
  /** x, y, z of every vertex. [mm] */
  readonly positions: Float64Array;
  /** Index into `parts`, per vertex. */
  readonly part: Uint8Array;
  readonly parts: readonly string[];
}

const MARGIN = 1.07;

/** Lowest and highest coordinate of the chosen vertices along three directions. [mm] */
function extent(figure: Figure, preset: Preset, along: readonly Vector[]): [Vector, Vector] {
  const wanted = figure.parts.map(
    (name) => preset.parts.length === 0 || preset.parts.includes(name),
  );
  const sign = { both: 0, left: 1, right: -1 }[preset.half];
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  const { positions, part } = figure;
  for (let v = 0; v < part.length; v++) {
    if (!wanted[part[v]!] || sign * positions[3 * v]! < 0) continue;
    const place: Vector = [positions[3 * v]!, positions[3 * v + 1]!, positions[3 * v + 2]!];
    along.forEach((direction, k) => {
      const value = dot(place, direction);
      low[k] = Math.min(low[k]!, value);
      high[k] = Math.max(high[k]!, value);
    });
  }
  return [low as unknown as Vector, high as unknown as Vector];
}

/** Stand so that the parts of a preset fill the picture. */
export function framed(figure: Figure, preset: Preset, aspect: number): Orbit {
  const start: Orbit = { ...preset, distance_mm: 1, target: [0, 0, 0] };
  const { right, up, toward } = axesOf(start);
  const [low, high] = extent(figure, preset, [right, up, toward]);
  const middle = [0, 1, 2].map((k) => (low[k]! + high[k]!) / 2);
  const target = [0, 1, 2].map(
    (k) => middle[0]! * right[k]! + middle[1]! * up[k]! + middle[2]! * toward[k]!,
  ) as unknown as Vector;
  const half_mm = Math.max(high[1] - low[1], (high[0] - low[0]) / aspect) / 2;
  const depth_mm = (high[2] - low[2]) / 2;
  // The nearest skin looks largest; most of it lies well behind the very nearest point.
  const distance_mm = (MARGIN * half_mm) / Math.tan(OPENING / 2) + depth_mm / 2;
  return { ...start, distance_mm: clamped(distance_mm, 150, 9000), target };
}
