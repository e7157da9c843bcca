/** The views of the body: how they are grouped into tabs, and which lies where. */

export type GroupId = "front" | "back" | "sides" | "head" | "hands" | "feet" | "more";

export interface ViewGroup {
  readonly id: GroupId;
  readonly views: readonly string[];
}

export const GROUPS: readonly ViewGroup[] = [
  { id: "front", views: ["front"] },
  { id: "back", views: ["back"] },
  { id: "sides", views: ["right", "left"] },
  { id: "head", views: ["head_right", "head_front", "head_left", "head_back"] },
  {
    id: "hands",
    views: ["hand_right_palm", "hand_right_back", "hand_left_palm", "hand_left_back"],
  },
  { id: "feet", views: ["foot_right_top", "foot_right_sole", "foot_left_top", "foot_left_sole"] },
  {
    id: "more",
    views: ["arm_right_inner", "arm_left_inner", "leg_right_inner", "leg_left_inner", "perineum"],
  },
];

/** The views that show the whole body; on the others a brush of the same step is finer. */
const WHOLE: ReadonlySet<string> = new Set(["front", "back", "left", "right"]);

export const isWholeBody = (view: string): boolean => WHOLE.has(view);

export function groupOf(view: string): ViewGroup {
  const found = GROUPS.find((group) => group.views.includes(view));
  if (found === undefined) throw new RangeError(`'${view}' is not a view of the body`);
  return found;
}

export const isView = (view: string): boolean => GROUPS.some((group) => group.views.includes(view));

/** The views a body has: the child has no view of the perineum. */
export function viewsOf(group: ViewGroup, body: string): readonly string[] {
  return body === "child" ? group.views.filter((view) => view !== "perineum") : group.views;
}

/** The view that shows a small part large, or null if the part has none of its own. */
export function closeUp(view: string, part: string, side: "left" | "right"): string | null {
  if (!isWholeBody(view)) return null;
  const fromBehind = view === "back";
  if (part === "head" || part === "neck") return `head_${view}`;
  if (part === "hand") return `hand_${side}_${fromBehind ? "back" : "palm"}`;
  if (part === "foot") return `foot_${side}_${fromBehind ? "sole" : "top"}`;
  return null;
}

/** Radius of each step of the brush. [mm] */
const WHOLE_RADII = [6, 12, 20, 36] as const;
const CLOSE_RADII = [4, 7, 12, 20] as const;

export type BrushStep = 0 | 1 | 2 | 3;
export const BRUSH_STEPS: readonly BrushStep[] = [0, 1, 2, 3];

export function radiusOf(step: BrushStep, view: string): number {
  return (isWholeBody(view) ? WHOLE_RADII : CLOSE_RADII)[step];
}
