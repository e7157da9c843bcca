// @vitest-environment happy-dom
/** The timer of one thing at home: holds and rests, pause, stop, and one tap that says how it was. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Marked, timing } from "../../src/page/programme_clock";

const PAGE = `<section data-programme><ul><li data-thing="press"><form data-marks id="own"></form>
<button data-time data-title="Press" data-amount="2 times" data-seconds="10" data-most="12" data-repeats="2"
 data-rest="8" data-each="0" data-feel="A mild ache.">play</button></li></ul></section>
<dialog data-timing><h2 tabindex="-1" data-timing-title></h2><button data-timing-do="leave">x</button>
<p data-timing-amount></p><p data-timing-cue></p><i data-timing-run></i><b data-timing-left></b>
<b data-timing-unit></b><button data-timing-do="start">go</button>
<button data-timing-do="pause"><span data-timing-pause></span></button>
<button data-timing-do="stop">stop</button><button data-timing-mark="done">d</button>
<button data-timing-mark="partly">p</button><button data-timing-mark="too_sore">s</button>
<p data-timing-words data-ready="Ready." data-lead="Get there" data-hold="Hold {n} of {all}"
 data-round="Round {n} of {all}: {k} of {many}" data-rest="Rest. Next {n} of {all}" data-paused="Paused."
 data-stopped="Stopped." data-done="Let go." data-left="seconds left" data-pause="Pause" data-go-on="Go on"></p>
</dialog>`;
const LEAD_S = 5;

let marked: ReturnType<typeof vi.fn<Marked>>;

function press(what: string): void {
  document.querySelector<HTMLButtonElement>(`[data-timing-${what}]`)?.click();
}

function does(what: string): void {
  press(`do="${what}"`);
}

function dialog(): HTMLDialogElement {
  const found = document.querySelector("dialog");
  if (found === null) throw new Error("no dialog");
  return found;
}

function says(place: string): string {
  return document.querySelector(`[data-timing-${place}]`)?.textContent ?? "";
}

/** What the timer says: cue and seconds. */
function now(): [string, string] {
  return [says("cue"), says("left")];
}

function wait(seconds: number): void {
  vi.advanceTimersByTime(seconds * 1000);
}

function opens(dose: Readonly<Record<string, string>> = {}): void {
  const play = document.querySelector<HTMLElement>("[data-time]");
  Object.assign(play?.dataset ?? {}, dose);
  play?.click();
}

function key(name: string): void {
  dialog().dispatchEvent(
    new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }),
  );
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  document.body.innerHTML = PAGE;
  marked = vi.fn<Marked>();
  const part = document.querySelector<HTMLElement>("[data-programme]");
  if (part !== null) timing(part, marked);
});
afterEach(() => vi.useRealTimers());

describe("the timer", () => {
  test("waits until it is started, then leads in, holds, rests and holds again", () => {
    opens();
    wait(60);
    expect([dialog().open, says("title"), says("amount")]).toEqual([true, "Press", "2 times"]);
    expect(now()).toEqual(["Ready.", "10"]);
    does("start");
    expect(now()).toEqual(["Get there", "5"]);
    wait(LEAD_S + 1);
    expect(now()).toEqual(["Hold 1 of 2. A mild ache.", "9"]);
    wait(10);
    expect(now()).toEqual(["Rest. Next 2 of 2", "7"]);
    wait(8);
    expect(now()).toEqual(["Hold 2 of 2. A mild ache.", "9"]);
    wait(10);
    expect([says("cue"), dialog().dataset["now"]]).toEqual(["Let go.", "done"]);
  });

  test("counts the repeats of a round", () => {
    opens({ each: "5" });
    does("start");
    wait(LEAD_S + 1);
    expect(says("cue")).toBe("Round 1 of 2: 1 of 2");
    wait(5);
    expect(says("cue")).toBe("Round 1 of 2: 2 of 2");
  });

  test("never holds longer than the plan allows", () => {
    opens({ seconds: "30" });
    does("start");
    wait(LEAD_S + 1);
    expect(now()[1]).toBe("11");
    wait(12);
    expect(dialog().dataset["now"]).toBe("rest");
  });

  test("stands still while it is paused, and goes on from there", () => {
    opens();
    does("start");
    wait(LEAD_S + 4);
    key(" ");
    expect([...now(), says("pause")]).toEqual(["Paused.", "6", "Go on"]);
    wait(100);
    expect(now()).toEqual(["Paused.", "6"]);
    key(" ");
    wait(1);
    expect([...now(), says("pause")]).toEqual(["Hold 1 of 2. A mild ache.", "5", "Pause"]);
  });

  test("is started by the space bar too", () => {
    opens();
    key(" ");
    expect(dialog().dataset["now"]).toBe("lead");
  });

  test("stops at once by Esc while it runs, and stays open for the answer", () => {
    opens();
    does("start");
    wait(LEAD_S + 2);
    const esc = new Event("cancel", { cancelable: true });
    dialog().dispatchEvent(esc);
    expect([esc.defaultPrevented, dialog().open]).toEqual([true, true]);
    expect(says("cue")).toBe("Stopped.");
    wait(60);
    expect(dialog().dataset["now"]).toBe("stopped");
    expect(marked).not.toHaveBeenCalled();
  });

  test("that was not started is left by Esc, with the focus where it came from", () => {
    opens();
    dialog().dispatchEvent(new Event("cancel", { cancelable: true }));
    expect(dialog().open).toBe(false);
    expect(document.activeElement).toBe(document.querySelector("[data-time]"));
    expect(marked).not.toHaveBeenCalled();
  });

  test.each(["done", "partly", "too_sore"])("hands on %s of its own thing, once", (outcome) => {
    opens();
    does("start");
    does("stop");
    press(`mark="${outcome}"`);
    expect(marked.mock.calls).toEqual([[document.querySelector("#own"), outcome]]);
    expect(dialog().open).toBe(false);
  });

  test("says nothing of a thing that is no longer on the page", () => {
    opens();
    document.querySelector("[data-thing]")?.remove();
    press('mark="done"');
    expect(marked).not.toHaveBeenCalled();
  });

  test("begins from the start when it is opened again", () => {
    opens();
    does("start");
    wait(LEAD_S + 12);
    does("leave");
    opens();
    expect(now()).toEqual(["Ready.", "10"]);
    does("start");
    wait(LEAD_S + 1);
    expect(now()).toEqual(["Hold 1 of 2. A mild ache.", "9"]);
  });
});
