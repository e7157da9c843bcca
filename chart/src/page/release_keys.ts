/**
 * What a key does while somebody is treated. Pedals are keyboards: most send Space, Enter, Page Up or Down, or an
 * arrow. Before a step starts they start it; while it runs every key stops, except those with a label of their own.
 */
import type { Phase } from "./release_clock";

export type Action =
  | "start"
  | "stop"
  | "pause"
  | "longer"
  | "slower"
  | "more"
  | "good"
  | "less"
  | "mistake";

export interface Pressed {
  readonly key: string;
  /** A control has the focus and shows it: its own keys then work as everywhere. */
  readonly isOnControl: boolean;
  readonly hasModifier: boolean;
  readonly isRepeated: boolean;
}

const STARTING = new Set([" ", "Enter", "PageDown", "PageUp", "ArrowRight", "ArrowDown"]);
const OWN = new Set([" ", "Enter"]);
const LABELLED: ReadonlyMap<string, Action> = new Map([
  ["p", "pause"],
  ["+", "longer"],
  ["s", "slower"],
  ["m", "more"],
  ["g", "good"],
  ["l", "less"],
]);
/** Keys that move about or say nothing: Tab, modifiers, function keys, volume, a dead key. */
const SILENT =
  /^(Tab|Shift|Control|Alt|AltGraph|Meta|OS|CapsLock|NumLock|ScrollLock|Fn|FnLock|ContextMenu|Dead|Process|Unidentified|F[0-9]+|(Audio|Media|Brightness|Volume|Launch|Browser).*)$/;

export function actionOf(pressed: Pressed, phase: Phase): Action | null {
  const { key } = pressed;
  if (pressed.isRepeated || pressed.hasModifier || SILENT.test(key)) return null;
  if (pressed.isOnControl && OWN.has(key)) return null;
  if (phase === "ready") return key === "Escape" ? "stop" : STARTING.has(key) ? "start" : null;
  if (phase === "lead" || phase === "hold" || phase === "rest") {
    return LABELLED.get(key.toLowerCase()) ?? "stop";
  }
  return null;
}
