// @vitest-environment happy-dom
/** The outlook: a choice changes the answer in place, the newest choice counts, a reload keeps it. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isWithoutNetwork, setReached, whenReachChanges } from "../../src/page/network";
import { outlook } from "../../src/page/outlook";

const WAIT_MS = 120;

function answer(headline: string): string {
  return `<figure id="curve"><h2 id="headline" data-summary="In short: ${headline}">${headline}</h2>
    <details id="table"><summary>Table</summary></details></figure>
    <div id="more"><details id="why"><summary>Why</summary></details></div>`;
}

function page(fresh = ""): string {
  return `<p id="announced"></p><main><form id="outlook" action="/released/" ${fresh}>
    <input type="hidden" name="told" value='{"text":"neck"}'><input type="hidden" name="country" value="de">
    <select name="weeks"><option value="1">1</option><option value="26" selected>26</option></select>
    <select name="sleep"><option value="" selected>as now</option><option value="more">more</option></select>
    <button data-afresh type="button">afresh</button></form><b data-said></b>${answer("At first")}</main>`;
}

/** What the server was asked, newest last; the test answers when it likes. */
interface Asked {
  readonly body: FormData;
  readonly part: string | undefined;
  readonly signal: AbortSignal;
  readonly reply: (html: string, status?: number) => void;
  readonly drop: () => void;
}
let asked: Asked[] = [];

function opens(html = page()): void {
  document.body.innerHTML = html;
  outlook();
}

function chooses(name: string, value: string): void {
  const control = document.querySelector<HTMLSelectElement>(`[name=${name}]`);
  if (control === null) throw new Error(`no ${name}`);
  control.value = value;
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

function newest(): Asked {
  const last = asked.at(-1);
  if (last === undefined) throw new Error("nothing was asked");
  return last;
}

function headline(): string | null | undefined {
  return document.querySelector("#headline")?.textContent;
}

function said(selector: string): string | null | undefined {
  return document.querySelector(selector)?.textContent;
}

/** Let what was answered arrive. */
async function arrives(): Promise<void> {
  await vi.advanceTimersByTimeAsync(1);
}

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  asked = [];
  vi.stubGlobal("fetch", (_: string, request: RequestInit) => {
    const signal = request.signal as AbortSignal;
    return new Promise<Response>((done, fail) => {
      signal.addEventListener("abort", () => fail(new Error("aborted")));
      asked.push({
        body: request.body as FormData,
        part: (request.headers as Record<string, string>)["X-Unknot-Part"],
        signal,
        reply: (html, status = 200) => done(new Response(html, { status })),
        drop: () => fail(new Error("away")),
      });
    });
  });
});
afterEach(() => {
  setReached(true);
  document.body.innerHTML = "";
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a choice", () => {
  test("brings the new answer in place, says it, and leaves what was opened open", async () => {
    opens();
    const table = document.querySelector<HTMLDetailsElement>("#table");
    if (table !== null) table.open = true;
    chooses("weeks", "1");
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    newest().reply(answer("Better soon"));
    await arrives();
    expect([headline(), said("[data-said]"), said("#announced")]).toEqual([
      "Better soon",
      "Better soon",
      "In short: Better soon",
    ]);
    expect(document.querySelector<HTMLDetailsElement>("#table")?.open).toBe(true);
    expect(document.querySelector<HTMLDetailsElement>("#why")?.open).toBe(false);
  });

  test("asks for the answer alone, with what was chosen and without the case", async () => {
    opens();
    chooses("sleep", "more");
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    expect(newest().part).toBe("answer");
    expect([...newest().body]).toEqual([
      ["country", "de"],
      ["weeks", "26"],
      ["sleep", "more"],
    ]);
  });

  test("after another at once asks once, with both", async () => {
    opens();
    chooses("weeks", "1");
    await vi.advanceTimersByTimeAsync(WAIT_MS - 20);
    chooses("sleep", "more");
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    expect(asked.length).toBe(1);
    expect([newest().body.get("weeks"), newest().body.get("sleep")]).toEqual(["1", "more"]);
  });

  test("takes over from one that is still being answered: the older answer never shows", async () => {
    opens();
    chooses("weeks", "1");
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    const older = newest();
    chooses("sleep", "more");
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    expect(older.signal.aborted).toBe(true);
    newest().reply(answer("The newest"));
    older.reply(answer("The older"));
    await arrives();
    expect(headline()).toBe("The newest");
    expect(document.querySelector("#failed")).toBeNull();
  });
});

describe("a server that does not answer", () => {
  test("leaves the old answer and the choices, and is asked again by a press", async () => {
    opens();
    chooses("weeks", "1");
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    newest().drop();
    await arrives();
    expect(headline()).toBe("At first");
    expect(isWithoutNetwork()).toBe(true);
    document.querySelector<HTMLButtonElement>("#failed button")?.click();
    await arrives();
    newest().reply(answer("At last"));
    await arrives();
    expect([headline(), asked.length]).toEqual(["At last", 2]);
    expect(isWithoutNetwork()).toBe(false);
    expect(document.querySelector("#failed")).toBeNull();
  });

  test.each([
    ["a fault", answer("Nonsense"), 500],
    ["another page", "<h1>Closed</h1>", 200],
  ])("or answers with %s is never shown as an answer", async (_, html, status) => {
    opens();
    chooses("weeks", "1");
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    newest().reply(html, status);
    await arrives();
    expect(headline()).toBe("At first");
    expect(said("#failed")).toContain(`HTTP ${status}`);
  });
});

describe("a reload", () => {
  test("of a fresh page brings back what was chosen in this tab, and asks for its answer", () => {
    opens();
    chooses("weeks", "1");
    opens(page("data-fresh"));
    expect(document.querySelector<HTMLSelectElement>("[name=weeks]")?.value).toBe("1");
    expect(newest().body.get("weeks")).toBe("1");
  });

  test("keeps nothing of the case, and nothing once it was begun afresh", () => {
    opens();
    chooses("weeks", "1");
    expect(sessionStorage.getItem("unknot-outlook")).not.toMatch(/neck|country/);
    document.querySelector<HTMLButtonElement>("[data-afresh]")?.click();
    opens(page("data-fresh"));
    expect([document.querySelector<HTMLSelectElement>("[name=weeks]")?.value, asked]).toEqual([
      "26",
      [],
    ]);
  });

  test("believes nothing that cannot be read", () => {
    for (const kept of ["{broken", '"weeks"', '[["weeks"], 5, [1, 2]]']) {
      sessionStorage.setItem("unknot-outlook", kept);
      opens(page("data-fresh"));
      expect(document.querySelector<HTMLSelectElement>("[name=weeks]")?.value).toBe("26");
    }
  });
});

describe("the network", () => {
  test("is away as soon as the server is, though the device is online, until it answers", () => {
    const seen: boolean[] = [];
    whenReachChanges(() => seen.push(isWithoutNetwork()));
    setReached(false);
    dispatchEvent(new Event("online"));
    expect(seen).toEqual([true, false]);
  });
});
