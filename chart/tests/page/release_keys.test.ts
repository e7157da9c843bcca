/** Every key of a pedal stops while a step runs; keys that only move about do nothing. */
import { describe, expect, it } from "vitest";
import { actionOf } from "../../src/page/release_keys";

const press = (key: string, more = {}) => ({
  key,
  isOnControl: false,
  hasModifier: false,
  isRepeated: false,
  ...more,
});

describe("while a step runs", () => {
  it.each([" ", "Escape", "Enter", "PageDown", "PageUp", "ArrowLeft", "ArrowUp", "x", "9", "."])(
    "%s stops",
    (key) => {
      for (const phase of ["lead", "hold", "rest"] as const) {
        expect(actionOf(press(key), phase)).toBe("stop");
      }
    },
  );

  it.each([
    ["p", "pause"],
    ["P", "pause"],
    ["+", "longer"],
    ["s", "slower"],
    ["m", "more"],
    ["g", "good"],
    ["l", "less"],
  ])("the labelled key %s does %s", (key, action) => {
    expect(actionOf(press(key), "hold")).toBe(action);
  });

  it.each(["Tab", "Shift", "Control", "Alt", "F5", "AudioVolumeUp", "MediaPlayPause", "Dead"])(
    "%s does nothing",
    (key) => {
      expect(actionOf(press(key), "hold")).toBeNull();
    },
  );

  it("leaves Space to a control that shows the focus, but not Escape", () => {
    expect(actionOf(press(" ", { isOnControl: true }), "hold")).toBeNull();
    expect(actionOf(press("Escape", { isOnControl: true }), "hold")).toBe("stop");
  });

  it("passes over a key held down, so that one press on a pedal does not start and stop", () => {
    expect(actionOf(press(" ", { isRepeated: true }), "hold")).toBeNull();
  });

  it("leaves shortcuts of the browser alone", () => {
    expect(actionOf(press("r", { hasModifier: true }), "hold")).toBeNull();
  });
});

describe("before a step", () => {
  it.each([" ", "Enter", "PageDown", "ArrowRight"])("%s starts it", (key) => {
    expect(actionOf(press(key), "ready")).toBe("start");
  });

  it("Escape stops and letters do nothing", () => {
    expect(actionOf(press("Escape"), "ready")).toBe("stop");
    expect(actionOf(press("x"), "ready")).toBeNull();
  });
});

it.each(["stopped", "done"] as const)("when %s every key belongs to the page again", (phase) => {
  expect(actionOf(press(" "), phase)).toBeNull();
  expect(actionOf(press("Escape"), phase)).toBeNull();
});
