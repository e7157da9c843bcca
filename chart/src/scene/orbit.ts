/**
 * Where does the eye stand, and what does a turn, a zoom or a shift change?
 *
 * Pure numbers in the body's own axes: x to the person's left, y to the back, z up, in mm.
 * Azimuth 0 looks at the front, 90° at the person's left side, 180° at the back.
 */

export type Vector = readonly [number, number, number];

export interface Orbit {
  /** Turn around the long axis; 0 = front, π/2 = the person's left. [rad] */
  readonly azimuth: number;
  /** Height of the eye over the horizon. [rad] */
  readonly elevation: number;
  readonly distance_mm: number;
  /** The point looked at. [mm] */
  readonly target: Vector;
}

export interface Axes {
  readonly right: Vector;
  readonly up: Vector;
  /** From the target to the eye. */
  readonly toward: Vector;
}

/** Vertical opening of the lens: long, so that a body looks calm, not bulging. [rad] */
export const OPENING = (24 * Math.PI) / 180;
const STEEPEST = (88 * Math.PI) / 180;
const NEAREST_MM = 120;
const FARTHEST_MM = 9000;

export const clamped = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));

export const plus = (a: Vector, b: Vector, share = 1): Vector => [
  a[0] + share * b[0],
  a[1] + share * b[1],
  a[2] + share * b[2],
];

export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** The directions of the picture's right and up, and of the eye. */
export function axesOf(orbit: Orbit): Axes {
  const { azimuth, elevation } = orbit;
  const [sa, ca, se, ce] = [
    Math.sin(azimuth),
    Math.cos(azimuth),
    Math.sin(elevation),
    Math.cos(elevation),
  ];
  return { right: [ca, sa, 0], up: [-sa * se, ca * se, ce], toward: [sa * ce, -ca * ce, se] };
}

export const eyeOf = (orbit: Orbit): Vector =>
  plus(orbit.target, axesOf(orbit).toward, orbit.distance_mm);

/**
 * The direction from the eye through a place of the picture.
 *
 * @param place x and y, each from −1 to 1, y up.
 */
export function directionThrough(
  orbit: Orbit,
  place: readonly [number, number],
  aspect: number,
): Vector {
  const { right, up, toward } = axesOf(orbit);
  const half = Math.tan(OPENING / 2);
  const sideways = plus([-toward[0], -toward[1], -toward[2]], right, place[0] * half * aspect);
  return plus(sideways, up, place[1] * half);
}

/** How far in front of the eye a point lies, along the line of sight. [mm] */
export const depthOf = (orbit: Orbit, place: Vector): number =>
  orbit.distance_mm - dot(plus(place, orbit.target, -1), axesOf(orbit).toward);

/** Turn by so much; the eye never goes over the head or under the feet. */
export const turned = (orbit: Orbit, azimuth: number, elevation: number): Orbit => ({
  ...orbit,
  azimuth: orbit.azimuth + azimuth,
  elevation: clamped(orbit.elevation + elevation, -STEEPEST, STEEPEST),
});

/** Height of the picture at the target. [mm] */
export const pictureHeight = (orbit: Orbit): number =>
  2 * orbit.distance_mm * Math.tan(OPENING / 2);

/**
 * Come nearer (factor under 1) or go back, keeping what lies under (x, y) where it is.
 *
 * @param x, y Place in the picture, each from −1 to 1, y up.
 */
export function zoomed(
  orbit: Orbit,
  factor: number,
  place: readonly [number, number],
  aspect: number,
): Orbit {
  const distance_mm = clamped(orbit.distance_mm * factor, NEAREST_MM, FARTHEST_MM);
  const share = 1 - distance_mm / orbit.distance_mm;
  const half = pictureHeight(orbit) / 2;
  const { right, up } = axesOf(orbit);
  const across = plus(orbit.target, right, share * place[0] * half * aspect);
  return { ...orbit, distance_mm, target: plus(across, up, share * place[1] * half) };
}

/** Shift the picture by a share of its height to the right and up. */
export function shifted(orbit: Orbit, right: number, up: number): Orbit {
  const height = pictureHeight(orbit);
  const axes = axesOf(orbit);
  const across = plus(orbit.target, axes.right, -right * height);
  return { ...orbit, target: plus(across, axes.up, -up * height) };
}

/** Keep the target inside the box round the body. */
export const heldWithin = (orbit: Orbit, low: Vector, high: Vector): Orbit => ({
  ...orbit,
  target: [0, 1, 2].map((k) =>
    clamped(orbit.target[k] as number, low[k] as number, high[k] as number),
  ) as unknown as Vector,
});

/** The corners of the box round all places. [mm] */
export function boxOf(positions: ArrayLike<number>): readonly [Vector, Vector] {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i++) {
    const k = i % 3;
    low[k] = Math.min(low[k] as number, positions[i] as number);
    high[k] = Math.max(high[k] as number, positions[i] as number);
  }
  return [low as unknown as Vector, high as unknown as Vector];
}

/** A share of the way from one place of the eye to another, the short way round. */
export function between(from: Orbit, to: Orbit, share: number): Orbit {
  const mix = (a: number, b: number): number => a + (b - a) * share;
  const turn = Math.atan2(Math.sin(to.azimuth - from.azimuth), Math.cos(to.azimuth - from.azimuth));
  return {
    azimuth: from.azimuth + turn * share,
    elevation: mix(from.elevation, to.elevation),
    distance_mm: from.distance_mm * (to.distance_mm / from.distance_mm) ** share,
    target: plus(from.target, plus(to.target, from.target, -1), share),
  };
}

const TURN_STEP = Math.PI / 12;
const SHIFT_STEP = 0.1;
const ZOOM_STEP = 0.8;

/** What a key does to the eye: arrows turn, Shift and arrows shift, + and − zoom; else null. */
export function keyed(orbit: Orbit, key: string, shift: boolean): Orbit | null {
  const arrows: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, 1],
    ArrowDown: [0, -1],
  };
  const arrow = arrows[key];
  if (arrow !== undefined) {
    return shift
      ? shifted(orbit, -arrow[0] * SHIFT_STEP, -arrow[1] * SHIFT_STEP)
      : turned(orbit, arrow[0] * TURN_STEP, arrow[1] * TURN_STEP);
  }
  if (key === "+" || key === "=") return zoomed(orbit, ZOOM_STEP, [0, 0], 1);
  if (key === "-" || key === "_") return zoomed(orbit, 1 / ZOOM_STEP, [0, 0], 1);
  return null;
}
