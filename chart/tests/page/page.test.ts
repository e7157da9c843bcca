// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { drawingOf, withDrawing } from "../../src/page/body";
import { card } from "../../src/page/card";
import * as kept from "../../src/page/kept";
import { pageAsText } from "../../src/page/kept_page";
import { followsHere } from "../../src/page/places_here";
import { Lane } from "../../src/page/sending";
import { fail, show } from "../../src/page/turning";

beforeEach(() => localStorage.clear());
afterEach(() => {
  vi.unstubAllGlobals();
  document.body.innerHTML = "";
});

describe("what is kept on the device", () => {
  const told = { told: '{"text":"knee"}', put_aside: "", cards_done: "2" };

  test("a case comes back as it was kept, until it is cleared", () => {
    kept.keepCase(told);
    kept.keepCountry("de");
    expect(kept.keptCase()).toEqual(told);
    kept.forget();
    expect(kept.keptCase()).toBeNull();
    expect(kept.keptCountry()).toBe("de");
  });

  test("one value of the first page changes and the others stay", () => {
    kept.keepDraft([
      ["region", "left:temple"],
      ["drawing", "old"],
    ]);
    kept.amendDraft("drawing", "new");
    expect(kept.keptDraft()).toEqual([
      ["region", "left:temple"],
      ["drawing", "new"],
    ]);
  });

  test("what cannot be read counts as nothing kept", () => {
    localStorage.setItem("unknot-case", "{broken");
    localStorage.setItem("unknot-first-page", '"text"');
    expect(kept.keptCase()).toBeNull();
    expect(kept.keptDraft()).toBeNull();
  });

  test("storage that is switched off keeps nothing and breaks nothing", () => {
    vi.stubGlobal("localStorage", {
      getItem: () => {
        throw new Error("denied");
      },
      setItem: () => {
        throw new Error("denied");
      },
      removeItem: () => {
        throw new Error("denied");
      },
    });
    expect(kept.keepCase(told)).toBe(false);
    expect(kept.keptCase()).toBeNull();
    expect(() => kept.forget()).not.toThrow();
  });
});

describe("the drawing of a case", () => {
  test("ticked places become strokes of whole regions", () => {
    const pain = [{ region: "temple", side: "right", intensity: 6 }];
    expect(drawingOf(JSON.stringify({ pain })).strokes).toEqual([
      { tool: "region", region: "temple", side: "right", intensity: 6, quality: null },
    ]);
  });

  test("strokes stand as they are, and nothing told is an empty drawing", () => {
    const strokes = [{ tool: "unregion", region: "temple", side: "right" }];
    expect(drawingOf(JSON.stringify({ strokes, pain: [{}] })).strokes).toEqual(strokes);
    expect(drawingOf("{broken").strokes).toEqual([]);
  });

  test("a new drawing takes the place of the places told before and leaves the rest", () => {
    const before = JSON.stringify({ pain: [{ region: "temple" }], answers: { a: "no" } });
    const after = withDrawing(before, { atlas_version: "1", strokes: [] });
    expect(JSON.parse(after)).toEqual({ answers: { a: "no" }, atlas_version: "1", strokes: [] });
  });
});

describe("a lane of requests", () => {
  test("the newest answer counts and the older one is dropped", async () => {
    const waiting: ((text: string) => void)[] = [];
    vi.stubGlobal("fetch", (_: string, { signal }: { signal: AbortSignal }) => {
      return new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => reject(new Error("aborted")));
        waiting.push((text) =>
          resolve({ text: () => Promise.resolve(text), url: "u", status: 200 }),
        );
      });
    });
    const lane = new Lane();
    const first = lane.send({ url: "/a", body: new FormData() });
    const second = lane.send({ url: "/a", body: new FormData() });
    expect(lane.isWaiting).toBe(true);
    waiting[1]?.("new");
    expect(await first).toBeNull();
    expect((await second)?.html).toBe("new");
    expect(lane.isWaiting).toBe(false);
  });

  test("a failed request is told to whoever asked", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
    await expect(new Lane().send({ url: "/a", body: new FormData() })).rejects.toThrow();
  });
});

describe("turning a page", () => {
  test("what is no page of ours leaves the old one", () => {
    document.body.innerHTML = '<div id="page"><main>old</main></div>';
    expect(show({ html: "<p>404</p>", url: "http://localhost/", status: 404 }, "stay")).toBe(false);
    expect(document.querySelector("main")?.textContent).toBe("old");
  });

  test("a failure keeps the page and offers to try again", () => {
    document.body.innerHTML =
      '<div id="words" data-failed="No answer." data-try-now="Try now"></div>' +
      '<div id="page"><main><h1>Muscles</h1></main></div>';
    const again = vi.fn();
    fail(again);
    const note = document.querySelector("#failed");
    expect(note?.textContent).toContain("No answer.");
    expect(document.querySelector("h1")?.textContent).toBe("Muscles");
    note?.querySelector("button")?.click();
    expect(again).toHaveBeenCalledOnce();
    expect(document.querySelector("#failed")).toBeNull();
  });
});

describe("a card of warning signs", () => {
  const box = (selector: string) => document.querySelector<HTMLInputElement>(selector);

  function tick(selector: string): void {
    const input = box(selector);
    if (input === null) throw new Error(selector);
    input.checked = true;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  test("none of these and a sign exclude each other", () => {
    document.body.innerHTML =
      '<ul data-signs><input type="checkbox" name="sign" value="a">' +
      '<input type="checkbox" id="none"></ul>';
    card();
    tick("[name=sign]");
    tick("#none");
    expect(box("[name=sign]")?.checked).toBe(false);
    tick("[name=sign]");
    expect(box("#none")?.checked).toBe(false);
  });
});

describe("a link to a place on the page", () => {
  test("opens the folds around it and gives it the focus, and the address stays", () => {
    document.body.innerHTML =
      '<a href="#elsewhere">I can’t find it</a>' +
      '<details><summary>More</summary><section id="elsewhere" tabindex="-1"></section></details>';
    const link = document.querySelector("a");
    if (link === null) throw new Error("link");
    expect(followsHere(link)).toBe(true);
    expect(document.querySelector("details")?.open).toBe(true);
    expect(document.activeElement?.id).toBe("elsewhere");
    expect(location.hash).toBe("");
  });

  test("that leads elsewhere is left to the browser", () => {
    document.body.innerHTML = '<a href="/print/">Print</a>';
    const link = document.querySelector("a");
    if (link === null) throw new Error("link");
    expect(followsHere(link)).toBe(false);
  });
});

describe("a page in another language", () => {
  const english =
    '<a class="skip">Skip</a><div id="words" data-failed="No answer."></div><div id="page"><h1>Check</h1></div>';
  const spanish =
    '<html lang="es"><title>Hoy</title><a class="skip">Ir</a><div id="words" data-failed="Sin respuesta."></div>' +
    '<div id="page"><h1>Hoy</h1></div></html>';

  beforeEach(() => {
    document.documentElement.lang = "en";
    document.body.innerHTML = english;
    vi.stubGlobal("scrollTo", () => undefined);
  });
  afterEach(() => {
    document.documentElement.lang = "";
  });

  test("brings its language and the words of its scripts", () => {
    show({ html: spanish, url: location.href, status: 200 }, "stay");
    expect(document.documentElement.lang).toBe("es");
    expect(document.querySelector("#words")?.getAttribute("data-failed")).toBe("Sin respuesta.");
    expect(document.querySelector(".skip")?.textContent).toBe("Ir");
  });

  test("is kept with them, so that a shell in another language does not mix in", () => {
    show({ html: spanish, url: location.href, status: 200 }, "stay");
    const text = pageAsText(document.querySelector("#page") as HTMLElement);
    document.documentElement.lang = "en";
    document.body.innerHTML = english;
    show({ html: text, url: location.href, status: 200 }, "stay");
    expect(document.documentElement.lang).toBe("es");
    expect(document.querySelector("#words")?.getAttribute("data-failed")).toBe("Sin respuesta.");
    expect(document.querySelector("h1")?.textContent).toBe("Hoy");
  });

  test("that says none leaves the language as it is", () => {
    show({ html: '<div id="page"><h1>Old</h1></div>', url: location.href, status: 200 }, "stay");
    expect(document.documentElement.lang).toBe("en");
    expect(document.querySelector("#words")?.getAttribute("data-failed")).toBe("No answer.");
  });
});
