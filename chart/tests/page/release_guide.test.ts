// @vitest-environment happy-dom
/** A guided treatment: step after step, stopped at once, and gone on with after a reload. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { release } from "../../src/page/release";
import { keepPlace, keepTreatment, keptPlace } from "../../src/page/release_kept";
import { recordDone, recorded } from "../../src/page/release_record";

const LEAD_S = 5;
const HOLD_S = 10;
const REST_S = 8;

function work(n: number, title: string, repeats: number, band = ""): string {
  return `<section data-work="${n}" data-title="${title}" data-point="Neck" data-seconds="${HOLD_S}"
    data-most="20" data-repeats="${repeats}" data-rest="${REST_S}" data-dose="dose ${n}" data-figure="1" ${band}>
    ${n === 1 ? '<i data-picture-of="1"></i>' : ""}</section>`;
}

const BAND = 'data-least="2" data-top="3"';
const TRACK = [...Array(11).keys()].map((n) => `<i>${n}</i>`).join("");

const PAGE = `<p id="announced"></p><div id="page" data-step="5"><form id="travel">
  <input type="hidden" name="told" value='{"text":"neck"}'></form>
  <main data-treatment data-all="2" data-lead="${LEAD_S}" data-in="4" data-out="6">
  <span data-point></span><h1 tabindex="-1" data-title></h1><p data-phase></p><p data-cue></p><div data-small-picture></div>
  ${work(1, "Press", 2, BAND)}${work(2, "Stretch", 1)}
  <b data-left></b><b data-unit></b><p data-timer></p><button data-ring></button><i data-run></i><i data-breath></i>
  <div data-press><div data-track>${TRACK}</div><b data-aim></b><p data-aim-words></p><b data-limit></b></div>
  <div data-feel><button data-do="less"></button><button data-do="good"></button><button data-do="more"></button></div>
  <button data-do="start"></button><button data-do="stop"></button>
  <button data-do="pause"><span data-pause-words></span></button><button data-do="slower"></button>
  <button data-do="longer"></button>
  <section data-halted hidden><h2 tabindex="-1">Stopped</h2><button data-do="mistake"></button></section>
  <section data-finished hidden><h2 tabindex="-1">That was it</h2></section></main>
  <div id="release-words" hidden data-step="Step {n} of {all}" data-hold="Hold {n} of {all}" data-rest="rest {s} s"
   data-resting="Rest" data-lead="Get there" data-in="In" data-out="Out" data-paused="Paused." data-go-on="Go on"
   data-pause="Pause" data-more="A little more" data-most="That is the most" data-good="Stay" data-less="Ease off"
   data-fades="Does it fade?" data-limit="The longest" data-slower="Slower" data-let-go="Let go" data-left="left"
   data-aim="{low} to {high}" data-stop-at="stop at {n}"></div></div>`;

/** The page comes in, as after a turn or a reload; what is kept stays. */
function opens(step = 1): void {
  const told = document.querySelector<HTMLInputElement>("[name=told]")?.value;
  history.replaceState(null, "", `/release/${step}/`);
  document.body.innerHTML = PAGE;
  const input = document.querySelector<HTMLInputElement>("[name=told]");
  if (input !== null && told !== undefined) input.value = told;
  keepTreatment();
  release();
}

function does(what: string): void {
  document.querySelector<HTMLButtonElement>(`[data-do=${what}]`)?.click();
}

function wait(seconds: number): void {
  vi.advanceTimersByTime(seconds * 1000);
}

function key(name: string): void {
  document.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
}

function says(place: string): string {
  return document.querySelector(`[data-${place}]`)?.textContent ?? "";
}

function phase(): string | undefined {
  return document.querySelector<HTMLElement>("[data-treatment]")?.dataset["phaseNow"];
}

function isShown(selector: string): boolean {
  return document.querySelector<HTMLElement>(selector)?.hidden === false;
}

function level(): string | undefined {
  return document.querySelector("[data-track] > .you")?.textContent ?? undefined;
}

/** Start, and come into the hold. */
function holds(): void {
  does("start");
  wait(LEAD_S + 1);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  vi.stubGlobal("scrollTo", () => undefined);
  localStorage.clear();
  sessionStorage.clear();
  document.body.innerHTML = "";
  opens();
});
afterEach(() => {
  document.body.innerHTML = "";
  release();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a treatment", () => {
  test("starts nothing by itself, then leads in, holds, rests and holds again", () => {
    wait(60);
    expect([phase(), says("title"), says("phase")]).toEqual([
      "ready",
      "Press",
      "Step 1 of 2 · dose 1",
    ]);
    holds();
    expect([phase(), says("left"), says("phase")]).toEqual(["hold", "9", "Hold 1 of 2 · rest 8 s"]);
    wait(HOLD_S);
    expect([phase(), says("left"), says("cue")]).toEqual(["rest", "7", "Let go"]);
    wait(REST_S);
    expect([phase(), says("phase")]).toEqual(["hold", "Hold 2 of 2"]);
  });

  test("waits before the next step, and is finished after the last", () => {
    holds();
    wait(HOLD_S + REST_S + HOLD_S);
    expect([phase(), says("title"), location.pathname]).toEqual([
      "ready",
      "Stretch",
      "/release/2/",
    ]);
    expect(recorded().done).toEqual([1]);
    wait(60);
    expect(phase()).toBe("ready");
    holds();
    wait(HOLD_S);
    expect([phase(), isShown("[data-finished]")]).toEqual(["done", true]);
    expect(document.activeElement).toBe(document.querySelector("[data-finished] h2"));
    expect(recorded().done).toEqual([1, 2]);
  });

  test("keeps the picture of the spot in sight: large before a step, small while it runs", () => {
    const place = (): string | undefined =>
      document.querySelector("[data-picture-of='1']")?.parentElement?.tagName;
    expect(place()).toBe("SECTION");
    does("start");
    expect(place()).toBe("DIV");
    does("stop");
    expect(place()).toBe("SECTION");
  });

  test("left for another page makes no more of its keys and beats", () => {
    holds();
    document.querySelector("[data-treatment]")?.removeAttribute("data-treatment");
    release();
    const left = says("left");
    wait(3);
    key("Escape");
    expect([says("left"), recorded().isStopped]).toEqual([left, false]);
  });
});

describe("stop", () => {
  test.each(["Escape", " ", "PageDown", "b"])(
    "is one press of %j away while it runs",
    (pressed) => {
      holds();
      key(pressed);
      expect([phase(), isShown("[data-halted]"), recorded().isStopped]).toEqual([
        "stopped",
        true,
        true,
      ]);
      wait(60);
      expect([phase(), recorded().done]).toEqual(["stopped", []]);
    },
  );

  test("pressed by mistake is taken back; the clock waits where it was", () => {
    holds();
    wait(2);
    does("stop");
    does("mistake");
    expect([phase(), isShown("[data-halted]"), recorded().isStopped]).toEqual([
      "hold",
      false,
      false,
    ]);
    wait(60);
    expect([phase(), says("left"), says("pause-words")]).toEqual(["hold", "7", "Go on"]);
    does("pause");
    wait(1);
    expect(says("left")).toBe("6");
  });
});

describe("pressure and time", () => {
  test("more never leads over the band, less may lead down to nothing", () => {
    holds();
    expect([level(), says("aim"), says("limit")]).toEqual(["2", "2–3", "stop at 4"]);
    const cells = [...document.querySelectorAll("[data-track] > i")].map((cell) => cell.className);
    expect(cells.slice(0, 6)).toEqual(["", "", "aim you", "aim", "cap6", "no"]);
    does("more");
    expect([level(), says("cue")]).toEqual(["3", "A little more"]);
    does("more");
    expect([level(), says("cue")]).toEqual(["3", "That is the most"]);
    for (let n = 0; n < 5; n++) does("less");
    expect([level(), says("cue")]).toEqual(["0", "Ease off"]);
  });

  test("has no say in a step without pressure, nor outside a hold", () => {
    does("more");
    expect(level()).toBeUndefined();
    opens(2);
    holds();
    does("more");
    expect([level(), isShown("[data-feel]")]).toEqual([undefined, false]);
  });

  test("asks whether it fades when it was eased long enough ago", () => {
    holds();
    does("longer");
    does("less");
    wait(14);
    expect(says("cue")).not.toBe("Does it fade?");
    wait(2);
    expect(says("cue")).toBe("Does it fade?");
  });

  test("gets longer only as far as the plan allows", () => {
    holds();
    does("longer");
    expect(document.querySelector("[data-do=longer]")?.getAttribute("aria-disabled")).toBe("true");
    does("longer");
    expect([says("left"), says("cue")]).toEqual(["19", "The longest"]);
  });
});

describe("after a reload", () => {
  test("the step goes on at the hold that was reached, from its beginning", () => {
    holds();
    wait(HOLD_S + REST_S);
    expect(keptPlace()).toEqual({ step: 1, hold: 2 });
    opens();
    expect([phase(), says("phase")]).toEqual(["ready", "Step 1 of 2 · Hold 2 of 2"]);
    holds();
    wait(HOLD_S);
    expect([says("title"), recorded().done]).toEqual(["Stretch", [1]]);
  });

  test("a hold beyond the plan, or of another step, is not believed", () => {
    keepPlace({ step: 1, hold: 9 });
    opens();
    expect(says("phase")).toBe("Step 1 of 2 · Hold 2 of 2");
    keepPlace({ step: 2, hold: 2 });
    opens();
    expect(says("phase")).toBe("Step 1 of 2 · dose 1");
  });

  test("a step that is done is not done again", () => {
    recordDone(1);
    opens();
    expect(says("title")).toBe("Stretch");
  });

  test("what is finished stays finished, what was stopped stays stopped", () => {
    recordDone(1);
    recordDone(2);
    opens();
    expect([phase(), isShown("[data-finished]")]).toEqual(["done", true]);
    document.body.innerHTML = "";
    opens();
    holds();
    does("stop");
    opens();
    expect([phase(), isShown("[data-halted]")]).toEqual(["stopped", true]);
    key("Enter");
    wait(60);
    expect(phase()).toBe("stopped");
  });
});
