/** Joins the buttons, radios and keys of the shadow tree to what they do. */
import type { Shell } from "./shell";
import { BRUSH_STEPS, type BrushStep } from "./views";

export interface ControlListener {
  tool(tool: "paint" | "erase"): void;
  undo(): void;
  redo(): void;
  clear(): void;
  both(isBoth: boolean): void;
  brush(step: BrushStep): void;
  strength(strength: number): void;
  quality(quality: string | null): void;
  depth(depth: "flat" | "solid"): void;
  body(body: string): void;
  search(text: string): void;
  selectPlace(place: string): void;
}

export function joinControls(shell: Shell, listener: ControlListener, signal: AbortSignal): void {
  const click = (name: string, act: () => void): void =>
    shell.control(name).addEventListener("click", act, { signal });
  click("paint", () => listener.tool("paint"));
  click("erase", () => listener.tool("erase"));
  click("undo", () => listener.undo());
  click("redo", () => listener.redo());
  click("clear", () => listener.clear());
  click("both", () => {
    const isBoth = shell.control("both").getAttribute("aria-pressed") !== "true";
    press(shell, "both", isBoth);
    listener.both(isBoth);
  });
  shell.frame.addEventListener("change", (event) => changed(shell, event.target, listener), {
    signal,
  });
  shell.search.addEventListener("input", () => listener.search(shell.search.value), { signal });
  shell.chips.addEventListener(
    "click",
    (event) => {
      const chip = event.target instanceof Element ? event.target.closest("button") : null;
      const place = chip?.dataset["place"];
      if (place !== undefined) listener.selectPlace(place);
    },
    { signal },
  );
}

/** Undo and redo by key, unless something is being typed. */
export function joinKeys(host: HTMLElement, listener: ControlListener, signal: AbortSignal): void {
  host.addEventListener(
    "keydown",
    (event) => {
      const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
      const [typedIn] = event.composedPath();
      const isTyping = typedIn instanceof HTMLInputElement && typedIn.type !== "checkbox";
      if (!isCommand || (isTyping && (typedIn as HTMLInputElement).type !== "radio")) return;
      const key = event.key.toLowerCase();
      if (key === "z") {
        event.preventDefault();
        if (event.shiftKey) listener.redo();
        else listener.undo();
      } else if (key === "y") {
        event.preventDefault();
        listener.redo();
      }
    },
    { signal },
  );
}

export function press(shell: Shell, name: string, isPressed: boolean): void {
  shell.control(name).setAttribute("aria-pressed", String(isPressed));
}

function changed(shell: Shell, target: EventTarget | null, listener: ControlListener): void {
  if (target === shell.bodies) listener.body(shell.bodies.value);
  if (!(target instanceof HTMLInputElement)) return;
  const { name, value } = target;
  if (name === "strength") listener.strength(Number(value));
  if (name === "panel") shell.frame.dataset["panel"] = value;
  if (name === "depth") listener.depth(value === "solid" ? "solid" : "flat");
  if (name === "brush") {
    const step = BRUSH_STEPS.find((one) => String(one) === value);
    if (step !== undefined) listener.brush(step);
  }
  if (name === "quality") {
    for (const other of shell.radios("quality")) if (other !== target) other.checked = false;
    listener.quality(target.checked ? value : null);
  }
}
