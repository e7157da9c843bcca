/** Where each view looks from when the atlas brings no charts: the bare body is drawn then. */
import type { Vector } from "../geometry/raster";
import type { ChartView, Half } from "./chart_book";

const X: Vector = [1, 0, 0];
const Z: Vector = [0, 0, 1];

interface Look {
  readonly right: Vector;
  readonly up: Vector;
  readonly toward: Vector;
}

const FRONT: Look = { right: X, up: Z, toward: [0, -1, 0] };
const BACK: Look = { right: [-1, 0, 0], up: Z, toward: [0, 1, 0] };
const LEFT: Look = { right: [0, 1, 0], up: Z, toward: X };
const RIGHT: Look = { right: [0, -1, 0], up: Z, toward: [-1, 0, 0] };
const SOLE: Look = { right: X, up: [0, -1, 0], toward: [0, 0, -1] };
const ABOVE: Look = { right: X, up: [0, 0.8, 0.6], toward: [0, -0.6, 0.8] };

/** A view put together from its name. */
export function plainView(view: string): ChartView {
  const half: Half = view.includes("_left_") ? "left" : view.includes("_right_") ? "right" : "both";
  return {
    pose: view === "left" || view === "right" ? "side" : "anatomical",
    ...lookOf(view),
    parts: partsOf(view),
    half: view.startsWith("head") ? "both" : half,
    cuts: new Map(),
    cameras: new Map(),
  };
}

function lookOf(view: string): Look {
  if (view.startsWith("foot")) return view.endsWith("sole") ? SOLE : ABOVE;
  if (view === "perineum") return SOLE;
  if (view.endsWith("_inner")) return view.includes("_left_") ? RIGHT : LEFT;
  if (view.endsWith("back")) return BACK;
  if (view === "left" || view === "head_left") return LEFT;
  if (view === "right" || view === "head_right") return RIGHT;
  return FRONT;
}

function partsOf(view: string): readonly string[] {
  if (view.startsWith("head")) return ["head", "neck"];
  if (view.startsWith("hand")) return ["hand"];
  if (view.startsWith("foot")) return ["foot"];
  if (view.startsWith("arm")) return ["upper_arm", "forearm", "hand"];
  if (view.startsWith("leg")) return ["thigh", "leg", "foot"];
  if (view === "perineum") return ["trunk", "thigh"];
  return [];
}
