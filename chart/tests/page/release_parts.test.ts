// @vitest-environment happy-dom
/** Parts of the pages of a treatment: groups of conditions, ticks that exclude, signals, a screen awake. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Awake } from "../../src/page/release_awake";
import { choices } from "../../src/page/release_choices";
import { groups } from "../../src/page/release_groups";
import { Signals } from "../../src/page/release_signals";

function one<E extends Element = HTMLElement>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (found === null) throw new Error(`no ${selector}`);
  return found;
}

function tick(box: HTMLInputElement, is = true): void {
  box.checked = is;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

beforeEach(() => localStorage.clear());
afterEach(() => {
  vi.unstubAllGlobals();
  document.body.innerHTML = "";
});

describe("the groups of conditions", () => {
  function group(name: string, lines: readonly string[], open: boolean): string {
    const boxes = lines.map(
      (line) => `<p data-line data-words="${line === "Asthma" ? "lungs" : ""}">
        <input type="checkbox" name="condition" value="${line}">${line}</p>`,
    );
    return `<details data-group="${name}" data-ticked="{n} ticked" data-none-said="none" data-waiting="open"
      ${open ? "open" : ""}><summary>${name}<b data-state></b></summary>${boxes.join("")}
      <p data-none-line><input type="checkbox" data-none></p></details>`;
  }

  function none(name: string): HTMLInputElement {
    return one(`[data-group=${name}] [data-none]`);
  }

  function states(): (string | null)[] {
    return [...document.querySelectorAll("[data-state]")].map((state) => state.textContent);
  }

  function opened(): (string | undefined)[] {
    const open = [...document.querySelectorAll<HTMLElement>("details[open]:not([hidden])")];
    return open.map((one) => one.dataset["group"]);
  }

  function looksFor(text: string): void {
    const field = one<HTMLInputElement>("[data-find-line]");
    field.value = text;
    field.dispatchEvent(new Event("input"));
  }

  function lines(): string[] {
    const seen = [...document.querySelectorAll<HTMLElement>("[data-line]:not([hidden])")];
    return seen.map((line) => line.textContent?.trim() ?? "");
  }

  beforeEach(() => {
    document.body.innerHTML = `<p id="announced"></p><input data-find-line>
      <p data-found data-nothing="No line" data-one="1 line" data-some="{n} lines"></p>
      <p data-progress data-words="{n} of {all}"></p><p class="progress"><i></i><i></i><i></i></p>
      ${group("heart", ["Angina", "Pacemaker"], true)}${group("lungs", ["Asthma"], false)}
      ${group("skin", ["Éczema"], false)}`;
    groups();
  });

  test("begin unanswered: nothing ticked is not none", () => {
    expect(states()).toEqual(["open", "open", "open"]);
    expect(one("[data-progress]").textContent).toBe("0 of 3");
  });

  test("none of these closes the group and opens the next one without an answer", () => {
    tick(one('[value="Asthma"]'));
    tick(none("heart"));
    expect(states()).toEqual(["none", "1 ticked", "open"]);
    expect(opened()).toEqual(["skin"]);
    expect(document.activeElement).toBe(one("[data-group=skin] summary"));
    expect(one("#announced").textContent).toBe("2 of 3");
    expect([...document.querySelectorAll(".progress > i")].map((i) => i.className)).toEqual([
      "on",
      "on",
      "",
    ]);
  });

  test("after the last one lead back to one that was passed over", () => {
    tick(none("skin"));
    expect(opened()).toContain("heart");
    tick(none("heart"));
    tick(none("lungs"));
    expect(opened()).toEqual([]);
    expect(one("[data-progress]").textContent).toBe("3 of 3");
  });

  test("an answer taken back is an answer no more", () => {
    tick(one('[value="Angina"]'));
    tick(one('[value="Angina"]'), false);
    expect(states()[0]).toBe("open");
    expect(one("[data-progress]").textContent).toBe("0 of 3");
  });

  test("are searched without case and accents, in the words beside a line too", () => {
    looksFor("ECZ");
    expect([lines(), opened(), one("[data-found]").textContent]).toEqual([
      ["Éczema"],
      ["skin"],
      "1 line",
    ]);
    looksFor("lung");
    expect(lines()).toEqual(["Asthma"]);
    looksFor("qqq");
    expect([lines(), one("[data-found]").textContent]).toEqual([[], "No line"]);
  });

  test("stand as before once the search is over, with every tick", () => {
    tick(one('[value="Angina"]'));
    looksFor("asthma");
    const field = one("[data-find-line]");
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(opened()).toEqual(["heart"]);
    expect(lines().length).toBe(2 + 1 + 1);
    expect(one<HTMLInputElement>('[value="Angina"]').checked).toBe(true);
    expect(one("[data-found]").textContent).toBe("");
  });
});

describe("ticks that exclude each other", () => {
  test("none unticks the lines of its own group alone, and a line unticks none", () => {
    const part =
      '<div data-exclusive><input type="checkbox" class="a"><input type="checkbox" data-none></div>';
    document.body.innerHTML = `<div id="first">${part}</div><div id="second">${part}</div>`;
    choices();
    const [a, none] = [
      one<HTMLInputElement>("#first .a"),
      one<HTMLInputElement>("#first [data-none]"),
    ];
    const other = one<HTMLInputElement>("#second .a");
    tick(other);
    tick(a);
    tick(none);
    expect([a.checked, none.checked, other.checked]).toEqual([false, true, true]);
    tick(a);
    expect([a.checked, none.checked]).toEqual([true, false]);
  });
});

describe("the signals", () => {
  const PART = `<main><button data-signal="sound"></button><button data-signal="words"></button>
    <button data-signal="vibration"><span>Buzz</span></button></main><p id="release-words" data-no-buzz="No buzz"></p>`;
  const buzz = vi.fn();

  function opens(): Signals {
    document.body.innerHTML = PART;
    return new Signals(one("main"));
  }

  beforeEach(() => {
    buzz.mockClear();
    Object.defineProperty(navigator, "vibrate", { value: buzz, configurable: true });
  });
  afterEach(() => Reflect.deleteProperty(navigator, "vibrate"));

  test("are all on at first, and one switched off stays off on this device", () => {
    opens().give("stop");
    expect(buzz).toHaveBeenCalledTimes(1);
    one("[data-signal=vibration]").click();
    opens().give("stop");
    expect(buzz).toHaveBeenCalledTimes(1);
    expect(one("[data-signal=vibration]").getAttribute("aria-pressed")).toBe("false");
    expect(one("[data-signal=sound]").getAttribute("aria-pressed")).toBe("true");
    one("[data-signal=vibration]").click();
    opens().give("start");
    expect(buzz).toHaveBeenCalledTimes(2);
  });

  test("words go and come back by their own switch", () => {
    opens();
    expect(one("main").dataset["words"]).toBe("on");
    one("[data-signal=words]").click();
    expect(one("main").dataset["words"]).toBe("off");
    opens();
    expect(one("main").dataset["words"]).toBe("off");
  });

  test("a device that cannot buzz says so", () => {
    Reflect.deleteProperty(navigator, "vibrate");
    const signals = opens();
    expect(one<HTMLButtonElement>("[data-signal=vibration]").disabled).toBe(true);
    expect(one("[data-signal=vibration]").textContent).toBe("No buzz");
    expect(() => signals.give("stop")).not.toThrow();
  });
});

describe("the screen", () => {
  const PART =
    '<p data-awake hidden data-yes="awake" data-no="may go dark"><b data-awake-words></b></p>';

  test("is kept awake while it is wanted, asked again when the page comes back into sight", async () => {
    document.body.innerHTML = PART;
    const release = vi.fn(() => Promise.resolve());
    const request = vi.fn(() => Promise.resolve({ release }));
    vi.stubGlobal("navigator", { wakeLock: { request } });
    const awake = new Awake();
    document.dispatchEvent(new Event("visibilitychange"));
    expect(request).not.toHaveBeenCalled();
    awake.keep();
    await vi.waitFor(() => expect(one("[data-awake-words]").textContent).toBe("awake"));
    document.dispatchEvent(new Event("visibilitychange"));
    expect(request).toHaveBeenCalledTimes(2);
    awake.letSleep();
    document.dispatchEvent(new Event("visibilitychange"));
    expect(request).toHaveBeenCalledTimes(2);
    expect(release).toHaveBeenCalledTimes(1);
    expect(one("[data-awake]").hidden).toBe(true);
    awake.end();
  });

  test("that the device refuses to keep awake is not promised", async () => {
    document.body.innerHTML = PART;
    vi.stubGlobal("navigator", { wakeLock: { request: () => Promise.reject(new Error("no")) } });
    const awake = new Awake();
    awake.keep();
    await vi.waitFor(() => expect(one("[data-awake]").hidden).toBe(false));
    expect(one("[data-awake-words]").textContent).toBe("may go dark");
    awake.end();
  });
});
