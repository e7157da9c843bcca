// @vitest-environment happy-dom
/** Today as it is kept for a day without a network, and how it is let go. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { device } from "../../src/page/device";
import { fetchFile } from "../../src/page/file";
import { keepCase, keepCountry, keptCase, keptCountry } from "../../src/page/kept";
import {
  forgetToday,
  keepToday,
  keptAt,
  keptToday,
  refreshToday,
  showKeptToday,
} from "../../src/page/today_kept";
import { putAside, waiting } from "../../src/page/waiting";

const IDS = ["1", "2", "3", "4", "5"].map((n) => `${n}0000000-0000-4000-8000-000000000000`);

function path(n: number): string {
  return `/today/${IDS[n - 1]}/`;
}

function today(n: number, inside = ""): string {
  return `<div id="page"><main data-today="2026-11-25"><h1>Pain ${n}</h1><p data-news>Kept: 3</p>
    <p data-kept-view hidden data-words="As of {when}."><span></span></p>
    <form data-diary action="${path(n)}"><input name="csrfmiddlewaretoken" value="secret"></form>${inside}
    </main></div>`;
}

/** Open Today of a pain, as the server sends it. */
function opens(n: number): void {
  document.body.innerHTML = today(n);
  keepToday();
}

function heading(): string | null {
  return document.querySelector("h1")?.textContent ?? null;
}

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ["Date", "setInterval", "clearInterval"],
    now: new Date("2026-11-25T08:00:00Z"),
  });
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, "", "/today/");
});
afterEach(() => {
  document.body.innerHTML = "";
  keepToday();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("Today that was kept", () => {
  test("is shown in the place of the shell, with its age, and without the news of then", () => {
    opens(1);
    document.body.innerHTML = '<div id="page"><p data-restore></p></div>';
    expect(showKeptToday()).toBe(true);
    keepToday();
    expect(heading()).toBe("Pain 1");
    expect(document.querySelector("[data-news]")).toBeNull();
    expect(document.querySelector<HTMLElement>("[data-kept-view]")?.hidden).toBe(false);
    expect(document.querySelector("[data-kept-view]")?.textContent).toMatch(/^As of .*2026.*\.$/);
  });

  test("holds no mark against forgery; the page that was opened keeps its own", () => {
    opens(1);
    expect(localStorage.getItem("unknot-today")).not.toContain("secret");
    expect(document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value).toBe(
      "secret",
    );
    expect(document.querySelector("[data-news]")).not.toBeNull();
  });

  test("a kept copy is not kept again: its age stays the age of the fetched page", () => {
    opens(1);
    const at = keptAt();
    vi.setSystemTime(new Date("2026-11-26T08:00:00Z"));
    showKeptToday();
    keepToday();
    expect(keptAt()).toBe(at);
    expect(at).toBe("2026-11-25T08:00:00.000Z");
  });

  test("is that of the address, or else the newest", () => {
    opens(1);
    vi.setSystemTime(new Date("2026-11-25T09:00:00Z"));
    opens(2);
    expect(keptToday(path(1))?.html).toContain("Pain 1");
    expect(keptToday("/today/")?.html).toContain("Pain 2");
    vi.setSystemTime(new Date("2026-11-25T10:00:00Z"));
    opens(1);
    expect(keptToday("/today/")?.html).toContain("Pain 1");
  });

  test("is kept of four pains; the one that was looked at longest ago goes", () => {
    for (const n of [1, 2, 3, 4, 5]) {
      vi.setSystemTime(new Date(`2026-11-25T0${n}:00:00Z`));
      opens(n);
    }
    const kept = JSON.parse(localStorage.getItem("unknot-today") ?? "{}") as object;
    expect(Object.keys(kept).sort()).toEqual([path(2), path(3), path(4), path(5)]);
  });

  test.each([
    ["the pages are closed", path(1), '<div id="page"><h1>Closed</h1></div>'],
    ["a warning sign blocks", "/check/", '<div id="page"><p data-blocked></p></div>'],
  ])("is let go once %s", (_, address, page) => {
    opens(1);
    history.replaceState(null, "", address);
    document.body.innerHTML = page;
    keepToday();
    expect(keptToday(path(1))).toBeNull();
    expect(showKeptToday()).toBe(false);
  });

  test("stays while another page or the shell is open", () => {
    opens(1);
    document.body.innerHTML = '<div id="page"><p data-restore></p></div>';
    keepToday();
    history.replaceState(null, "", "/people/");
    document.body.innerHTML = '<div id="page"><h1>People</h1></div>';
    keepToday();
    expect(keptToday(path(1))).not.toBeNull();
  });

  test("that cannot be read is none, and full storage leaves no old day behind", () => {
    opens(1);
    localStorage.setItem("unknot-today", "{broken");
    expect(keptToday(path(1))).toBeNull();
    opens(1);
    const real = localStorage;
    vi.stubGlobal("localStorage", {
      getItem: (name: string) => real.getItem(name),
      removeItem: (name: string) => real.removeItem(name),
      setItem: () => {
        throw new Error("full");
      },
    });
    opens(2);
    expect(real.getItem("unknot-today")).toBeNull();
    expect(() => forgetToday()).not.toThrow();
  });

  test("gives way to the fetched one as soon as the server answers", async () => {
    opens(1);
    showKeptToday();
    keepToday();
    const asked: string[] = [];
    let isThere = false;
    vi.stubGlobal("fetch", async (address: string) => {
      asked.push(address);
      if (!isThere) throw new Error("away");
      const answer = new Response(address === "/healthz" ? "ok" : today(1, "<i>fresh</i>"));
      return Object.defineProperty(answer, "url", { value: location.href });
    });
    await vi.advanceTimersByTimeAsync(5000);
    expect(document.querySelector("i")).toBeNull();
    isThere = true;
    await vi.advanceTimersByTimeAsync(5000);
    await vi.waitFor(() => expect(document.querySelector("i")?.textContent).toBe("fresh"));
    const n = asked.length;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked.length).toBe(n);
    expect(asked.slice(0, 2)).toEqual(["/healthz", "/healthz"]);
  });

  test("stands as it is where fetching anew fails", async () => {
    opens(1);
    vi.stubGlobal("fetch", () => Promise.reject(new Error("away")));
    await refreshToday();
    expect(heading()).toBe("Pain 1");
  });
});

describe("this device", () => {
  const PART = `<details data-device data-none="nothing" data-saved="saved {when}"><b data-device-waiting></b>
    <b data-device-today></b><b data-device-case data-yes="a case"></b><b data-device-choices data-yes="some"></b>
    <b data-device-files data-yes="files"></b><button data-wipe>wipe</button><div data-wipe-sure hidden>
    <p data-wipe-n data-one="One would be lost." data-many="{n} would be lost."></p>
    <button data-wipe-all>all</button><button data-wipe-not>not</button></div><p data-wiped hidden></p></details>`;
  const ENTRY = { address: "/x", id: "a", at: "2026-11-25", values: { pain: 3 }, why: "" };

  function press(name: string): void {
    document.querySelector<HTMLButtonElement>(`[data-${name}]`)?.click();
  }

  function isHidden(name: string): boolean {
    return document.querySelector<HTMLElement>(`[data-${name}]`)?.hidden !== false;
  }

  function says(name: string): string {
    return document.querySelector(`[data-device-${name}]`)?.textContent ?? "";
  }

  beforeEach(() => {
    opens(1);
    keepCase({ told: '{"text":"neck"}', put_aside: "", cards_done: "" });
    keepCountry("de");
    document.body.innerHTML = PART;
    device();
  });

  test("says what it keeps", async () => {
    putAside(ENTRY);
    document.querySelector("details")?.dispatchEvent(new Event("toggle"));
    await vi.waitFor(() => expect(says("files")).toBe("nothing"));
    expect([says("waiting"), says("case"), says("choices")]).toEqual(["1", "a case", "some"]);
    expect(says("today")).toMatch(/^saved .*2026/);
  });

  test("asks before it wipes what was not sent, and wipes nothing on No", () => {
    putAside(ENTRY);
    putAside({ ...ENTRY, id: "b" });
    press("wipe");
    expect(isHidden("wipe-sure")).toBe(false);
    expect(document.querySelector("[data-wipe-n]")?.textContent).toBe("2 would be lost.");
    press("wipe-not");
    expect(isHidden("wipe-sure")).toBe(true);
    expect(waiting().length).toBe(2);
    expect(keptCase()).not.toBeNull();
  });

  test("wipes all of it once that is confirmed", async () => {
    putAside(ENTRY);
    press("wipe");
    press("wipe-all");
    await vi.waitFor(() => expect(isHidden("wiped")).toBe(false));
    expect([waiting(), keptCase(), keptAt(), keptCountry()]).toEqual([[], null, null, ""]);
    expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
  });

  test("wipes at once where nothing waits", async () => {
    press("wipe");
    expect(isHidden("wipe-sure")).toBe(true);
    await vi.waitFor(() => expect(isHidden("wiped")).toBe(false));
    expect(keptAt()).toBeNull();
  });
});

describe("a file", () => {
  function answer(disposition: string): void {
    const headers = disposition === "" ? {} : { "Content-Disposition": disposition };
    vi.stubGlobal("fetch", async () => new Response("inside", { status: 200, headers }));
  }

  test.each([
    ['attachment; filename="unknot.ics"', "unknot.ics"],
    ["attachment", "unknot.pdf"],
  ])("sent as %s is saved under %s and not shown", async (disposition, name) => {
    const saved: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      saved.push(`${this.download} ${this.href.slice(0, 5)}`);
    });
    answer(disposition);
    expect(await fetchFile("/x", new FormData())).toBeNull();
    expect(saved).toEqual([`${name} blob:`]);
    vi.restoreAllMocks();
  });

  test("that is a page instead comes back to be shown", async () => {
    answer("");
    expect(await fetchFile("/x", new FormData())).toMatchObject({ html: "inside", status: 200 });
  });
});
