// @vitest-environment happy-dom
/** The programme on Today without a network: marks, another day, too sore, and the page after it was sent. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { arrange, arrangeWhenSeen, programme } from "../../src/page/programme";
import { type WaitingMark, waiting } from "../../src/page/waiting";

/** A Wednesday. */
const MADE = "2026-11-25";
const THURSDAY = "2026-11-26";
const FRIDAY = "2026-11-27";
const SATURDAY = "2026-11-28";

interface Thing {
  readonly id: string;
  /** Monday is 0. */
  readonly weekdays: string;
  readonly marked?: string;
  readonly hidden?: boolean;
  readonly rests?: string;
}

const PRESS: Thing = { id: "press", weekdays: "0 2 3 4" };
const STRETCH: Thing = { id: "stretch", weekdays: "3", hidden: true };

function thing({ id, weekdays, marked = "", hidden = false, rests = "" }: Thing): string {
  const buttons = ["done", "partly", "too_sore"].map(
    (value) => `<button class="outcome" name="outcome" value="${value}">${value} it</button>`,
  );
  return `<li data-thing="${id}" data-weekdays="${weekdays}" data-rests="${rests}" data-marked="${marked}"
    ${hidden ? "hidden" : ""}><h3>The ${id}</h3><details class="how"><summary>How</summary></details>
    <form data-marks>${buttons.join("")}
    <button class="undo" name="outcome" value="taken_back" hidden>back</button></form></li>`;
}

function page(...things: Thing[]): string {
  return `<p id="announced"></p><div id="page"><main data-today="${MADE}"><form data-diary action="/today/1/"></form>
    <section data-programme data-door="/api/1" data-rest-days="2">
    <h2 data-due="Your few minutes" data-rest="A day of rest">Your 4 minutes</h2>
    <span data-count data-words="{n} of {all}"></span><p data-rest-line hidden></p><p data-older hidden></p>
    <ul>${things.map(thing).join("")}</ul></section></main></div>`;
}

function shows(...things: Thing[]): HTMLElement {
  document.body.innerHTML = page(...things);
  return part();
}

function part(): HTMLElement {
  const found = document.querySelector<HTMLElement>("[data-programme]");
  if (found === null) throw new Error("no programme");
  return found;
}

function of(id: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[data-thing=${id}]`);
  if (found === null) throw new Error(`no ${id}`);
  return found;
}

function seen(): string[] {
  const shown = [...document.querySelectorAll<HTMLElement>("[data-thing]:not([hidden])")];
  return shown.map((one) => `${one.dataset["thing"]}:${one.dataset["marked"]}`);
}

function text(selector: string): string {
  return document.querySelector(selector)?.textContent ?? "";
}

function isHidden(selector: string): boolean {
  return document.querySelector<HTMLElement>(selector)?.hidden !== false;
}

function button(id: string, outcome: string): HTMLButtonElement {
  const found = of(id).querySelector<HTMLButtonElement>(`button[value="${outcome}"]`);
  if (found === null) throw new Error(`no ${outcome}`);
  return found;
}

/** Press a button as a browser does; whether the page kept the press to itself. */
function press(id: string, outcome: string): boolean {
  const event = new SubmitEvent("submit", {
    submitter: button(id, outcome),
    cancelable: true,
    bubbles: true,
  });
  of(id).querySelector("form")?.dispatchEvent(event);
  return event.defaultPrevented;
}

function marks(): string[] {
  return waiting().map((one) => {
    const { item, outcome, day } = one as WaitingMark;
    return `${item} ${outcome} ${day}`;
  });
}

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(`${MADE}T18:00:00`) });
  vi.stubGlobal("fetch", () => Promise.reject(new Error("away")));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a tap at a thing", () => {
  test.each(["done", "partly", "too_sore"])("%s is put aside and shown at once", (outcome) => {
    shows(PRESS);
    programme();
    expect(press("press", outcome)).toBe(true);
    expect(marks()).toEqual([`press ${outcome} ${MADE}`]);
    expect(seen()).toEqual([`press:${outcome}`]);
    const pressed = [...of("press").querySelectorAll<HTMLButtonElement>("[aria-pressed=true]")];
    expect(pressed.map((one) => one.value)).toEqual([outcome]);
    expect(text("[data-count]")).toBe("1 of 1");
    expect(text("#announced")).toBe(`The press: ${outcome} it`);
    expect(isHidden(".undo")).toBe(false);
  });

  test("on second thoughts: the last answer counts, and both are told in their order", () => {
    shows(PRESS);
    programme();
    press("press", "done");
    vi.setSystemTime(new Date(`${MADE}T18:01:00`));
    press("press", "too_sore");
    expect(marks()).toEqual([`press done ${MADE}`, `press too_sore ${MADE}`]);
    arrange(part());
    expect(seen()).toEqual(["press:too_sore"]);
  });

  test("taken back is told too, and leaves the thing without an answer", () => {
    shows({ ...PRESS, marked: "done" });
    programme();
    press("press", "taken_back");
    expect(marks()).toEqual([`press taken_back ${MADE}`]);
    arrange(part());
    expect(seen()).toEqual(["press:"]);
    expect(text("[data-count]")).toBe("0 of 1");
    expect(isHidden(".undo")).toBe(true);
  });

  test("is left to the plain form where this device keeps nothing", () => {
    shows(PRESS);
    programme();
    vi.stubGlobal("localStorage", {
      setItem: () => {
        throw new Error("full");
      },
      getItem: () => null,
    });
    expect(press("press", "done")).toBe(false);
    expect(seen()).toEqual(["press:"]);
  });
});

describe("the page opened again", () => {
  test("on the same day shows what was tapped without a network", () => {
    shows(PRESS, STRETCH);
    programme();
    press("press", "partly");
    shows(PRESS, STRETCH);
    programme();
    expect(seen()).toEqual(["press:partly"]);
    expect(isHidden("[data-older]")).toBe(true);
    expect(text("h2")).toBe("Your 4 minutes");
  });

  test("on another day shows the things of that weekday, and nothing marked before", () => {
    arrange(shows({ ...PRESS, marked: "done" }, STRETCH), THURSDAY);
    expect(seen()).toEqual(["press:", "stretch:"]);
    expect(isHidden("[data-older]")).toBe(false);
    expect(text("h2")).toBe("Your few minutes");
    expect(text("[data-count]")).toBe("0 of 2");
  });

  test("on a day of rest says so", () => {
    arrange(shows(PRESS, STRETCH), SATURDAY);
    expect(seen()).toEqual([]);
    expect(isHidden("[data-rest-line]")).toBe(false);
    expect(isHidden("[data-count]")).toBe(true);
    expect(text("h2")).toBe("A day of rest");
  });

  test("does not show a thing that still rests", () => {
    const rests = { ...PRESS, rests: FRIDAY };
    arrange(shows(rests, STRETCH), THURSDAY);
    expect(seen()).toEqual(["stretch:"]);
    arrange(shows(rests, STRETCH), FRIDAY);
    expect(seen()).toEqual(["press:"]);
  });

  test("after too sore lets the thing rest its two days, though nothing was sent yet", () => {
    shows({ ...PRESS, weekdays: "0 1 2 3 4 5 6" });
    programme();
    press("press", "too_sore");
    for (const [day, found] of [
      [MADE, ["press:too_sore"]],
      [THURSDAY, []],
      [FRIDAY, []],
      [SATURDAY, ["press:"]],
    ] as const) {
      arrange(shows({ ...PRESS, weekdays: "0 1 2 3 4 5 6" }), day);
      expect([day, seen()]).toEqual([day, found]);
    }
  });

  test("looks again when it comes back into sight after midnight", () => {
    shows(PRESS, STRETCH);
    programme();
    arrangeWhenSeen();
    expect(seen()).toEqual(["press:"]);
    vi.setSystemTime(new Date(`${THURSDAY}T00:10:00`));
    document.dispatchEvent(new Event("visibilitychange"));
    expect(seen()).toEqual(["press:", "stretch:"]);
  });
});

describe("once it was sent", () => {
  test("the programme stands there anew, with the focus and the opened words where they were", async () => {
    shows(PRESS, { ...STRETCH, hidden: false });
    programme();
    const fold = of("stretch").querySelector("details");
    if (fold !== null) fold.open = true;
    button("press", "done").focus();
    const fresh = page({ ...PRESS, marked: "done" }, { ...STRETCH, hidden: false, rests: "x" });
    vi.stubGlobal("fetch", async (_: string, request: RequestInit) => {
      if (request.method !== "POST") return new Response(fresh);
      const { outcomes } = JSON.parse(String(request.body)) as { outcomes: { id: string }[] };
      return Response.json({ kept: outcomes.map((one) => one.id), known: [], refused: [] });
    });
    press("press", "done");
    await vi.waitFor(() => expect(of("stretch").dataset["rests"]).toBe("x"));
    expect(waiting()).toEqual([]);
    expect(seen()).toEqual(["press:done", "stretch:"]);
    expect(document.activeElement).toBe(button("press", "done"));
    expect(of("stretch").querySelector("details")?.open).toBe(true);
    expect(of("press").querySelector("details")?.open).toBe(false);
  });
});
