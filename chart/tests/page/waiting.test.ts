// @vitest-environment happy-dom
/** The queue without a network: nothing told is lost, nothing is recorded twice. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  dayHere,
  letGo,
  noteWhy,
  putAside,
  type Waiting,
  type WaitingEntry,
  type WaitingMark,
  waiting,
} from "../../src/page/waiting";
import { showWaiting } from "../../src/page/waiting_list";
import { sendWaiting } from "../../src/page/waiting_sent";

const DIARY = "/api/diary/1/entries";
const OTHER = "/api/diary/2/entries";

function entry(id: string, at: string, more: Partial<WaitingEntry> = {}): WaitingEntry {
  return { address: DIARY, id, at, values: { pain: 4 }, why: "", ...more };
}

function mark(id: string, at: string, more: Partial<WaitingMark> = {}): WaitingMark {
  return {
    address: DIARY,
    id,
    at,
    day: "2026-11-25",
    item: "neck_stretch",
    title: "Stretch the neck",
    outcome: "partly",
    why: "",
    ...more,
  };
}

const MORNING = entry("a", "2026-11-25T07:00:00.000Z");
const NOON = mark("b", "2026-11-25T12:00:00.000Z");
const EVENING = entry("c", "2026-11-25T19:00:00.000Z", { address: OTHER, values: { pain: 2 } });

interface Asked {
  readonly address: string;
  readonly mark: string;
  readonly body: { entries: { id: string }[]; outcomes?: { id: string; outcome: string }[] };
}

/** A server that answers each request by a function, and what it was asked. */
function serve(answer: (asked: Asked, n: number) => Response | Promise<Response>): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", async (address: string, request?: RequestInit) => {
    if (request?.method !== "POST") {
      return new Response('<input name="csrfmiddlewaretoken" value="fresh">');
    }
    const headers = request.headers as Record<string, string>;
    const one = {
      address,
      mark: headers["X-CSRFToken"] ?? "",
      body: JSON.parse(String(request.body)) as Asked["body"],
    };
    asked.push(one);
    return answer(one, asked.length);
  });
  return asked;
}

function idsIn({ body }: Asked): string[] {
  return [...body.entries, ...(body.outcomes ?? [])].map((one) => one.id);
}

function takesAll(asked: Asked): Response {
  return Response.json({ kept: idsIn(asked), known: [], refused: [] });
}

function ids(): string[] {
  return waiting().map((one) => one.id);
}

function putAll(...those: Waiting[]): void {
  for (const one of those) expect(putAside(one)).toBe(true);
}

beforeEach(() => {
  localStorage.clear();
  document.body.innerHTML = '<input name="csrfmiddlewaretoken" value="held">';
});
afterEach(() => vi.unstubAllGlobals());

describe("what waits on the device", () => {
  test("comes back oldest first, in whatever order it was put aside", () => {
    putAll(EVENING, MORNING, NOON);
    expect(waiting()).toEqual([MORNING, NOON, EVENING]);
  });

  test("of two open pages lies side by side: neither overwrites the other's", () => {
    putAll(MORNING);
    const seenByTheOther = waiting();
    putAll(NOON);
    letGo(seenByTheOther.map((one) => one.id));
    expect(waiting()).toEqual([NOON]);
  });

  test("put aside twice under one id is there once, as it was told last", () => {
    putAll(MORNING, { ...MORNING, values: { pain: 7 } });
    expect(waiting()).toEqual([{ ...MORNING, values: { pain: 7 } }]);
  });

  test("in a list of an older version is taken over beside what lies there", () => {
    localStorage.setItem("unknot-diary-waiting", JSON.stringify([MORNING, EVENING]));
    putAll(NOON);
    expect(waiting()).toEqual([MORNING, NOON, EVENING]);
    expect(localStorage.getItem("unknot-diary-waiting")).toBeNull();
    expect(waiting()).toEqual([MORNING, NOON, EVENING]);
  });

  test("is not lost beside a record that cannot be read", () => {
    putAll(MORNING);
    localStorage.setItem("unknot-waiting:x", "{broken");
    localStorage.setItem("unknot-waiting:y", '{"id": 5}');
    localStorage.setItem("unknot-case", '{"id": "z", "at": "2026"}');
    expect(waiting()).toEqual([MORNING]);
  });

  test("keeps why it was refused, and what was removed meanwhile stays gone", () => {
    putAll(MORNING, NOON);
    letGo(["b"]);
    noteWhy("a", "too old");
    noteWhy("b", "too old");
    expect(waiting()).toEqual([{ ...MORNING, why: "too old" }]);
  });

  test("belongs to the day of the clock on the wall", () => {
    expect(dayHere(new Date(2026, 0, 5, 0, 1))).toBe("2026-01-05");
    expect(dayHere(new Date(2026, 10, 30, 23, 59))).toBe("2026-11-30");
  });
});

describe("sending what waits", () => {
  test("asks each address once, entries and marks apart, and lets go of what was taken", async () => {
    putAll(EVENING, NOON, MORNING);
    const asked = serve(takesAll);
    expect(await sendWaiting()).toBe("taken");
    expect(asked.map(({ address, body }) => ({ address, body }))).toEqual([
      {
        address: DIARY,
        body: {
          entries: [{ id: "a", at: MORNING.at, pain: 4 }],
          outcomes: [
            { id: "b", at: NOON.at, day: "2026-11-25", item: "neck_stretch", outcome: "partly" },
          ],
        },
      },
      { address: OTHER, body: { entries: [{ id: "c", at: EVENING.at, pain: 2 }] } },
    ]);
    expect(waiting()).toEqual([]);
  });

  test("lets go of what the server knew already: the answer to the first try was lost", async () => {
    putAll(MORNING);
    serve(() => Response.json({ kept: [], known: ["a"], refused: [] }));
    expect(await sendWaiting()).toBe("taken");
    expect(waiting()).toEqual([]);
  });

  test("keeps what is refused with its reason, and nothing else", async () => {
    putAll(MORNING, NOON);
    serve(() => Response.json({ kept: ["b"], known: [], refused: [{ id: "a", why: "closed" }] }));
    expect(await sendWaiting()).toBe("taken");
    expect(waiting()).toEqual([{ ...MORNING, why: "closed" }]);
  });

  test("keeps everything while nobody answers or the server fails", async () => {
    putAll(MORNING, NOON, EVENING);
    vi.stubGlobal("fetch", () => Promise.reject(new Error("away")));
    expect(await sendWaiting()).toBe("away");
    serve(() => new Response("", { status: 503 }));
    expect(await sendWaiting()).toBe("away");
    expect(waiting()).toEqual([MORNING, NOON, EVENING]);
  });

  test("loses nothing when the network goes between two addresses", async () => {
    putAll(MORNING, EVENING);
    serve((asked, n) => (n === 1 ? takesAll(asked) : Promise.reject(new Error("away"))));
    expect(await sendWaiting()).toBe("away");
    expect(waiting()).toEqual([EVENING]);
    serve(takesAll);
    expect(await sendWaiting()).toBe("taken");
    expect(waiting()).toEqual([]);
  });

  test("goes on to the next address where one takes nothing", async () => {
    putAll(MORNING, EVENING);
    serve((asked) =>
      asked.address === DIARY
        ? Response.json({ detail: "gone" }, { status: 404 })
        : takesAll(asked),
    );
    expect(await sendWaiting()).toBe("taken");
    expect(waiting()).toEqual([{ ...MORNING, why: "gone" }]);
  });

  test("fetches a fresh mark against forgery where the held one is too old", async () => {
    putAll(MORNING);
    const asked = serve((one) =>
      one.mark === "fresh" ? takesAll(one) : new Response("", { status: 403 }),
    );
    expect(await sendWaiting()).toBe("taken");
    expect(asked.map((one) => one.mark)).toEqual(["held", "fresh"]);
  });

  test("twice at once sends an entry once, and one told meanwhile afterwards", async () => {
    putAll(MORNING);
    let answer: (response: Response) => void = () => undefined;
    const asked = serve((one, n) =>
      n === 1
        ? new Promise((done) => {
            answer = done;
          })
        : takesAll(one),
    );
    const first = sendWaiting();
    await vi.waitFor(() => expect(asked.length).toBe(1));
    putAll(NOON);
    const second = sendWaiting();
    answer(Response.json({ kept: ["a"], known: [], refused: [] }));
    expect(await Promise.all([first, second])).toEqual(["taken", "taken"]);
    expect(asked.map(idsIn)).toEqual([["a"], ["b"]]);
    expect(waiting()).toEqual([]);
  });

  test("asks nobody where nothing waits", async () => {
    const asked = serve(takesAll);
    expect(await sendWaiting()).toBe("nothing");
    expect(asked).toEqual([]);
  });
});

describe("the list of what waits", () => {
  const PART = `<section data-waiting hidden><b data-waiting-n></b>
    <p data-waiting-words data-one="One waits." data-many="{n} wait."></p>
    <ul data-waiting-list data-pain="pain" data-remove="Remove" data-partly="in part"></ul></section>`;

  function said(): (string | null)[] {
    return [...document.querySelectorAll("li > span")].map((line) => line.textContent);
  }

  test("says how many and what, and hides once the last is removed", () => {
    document.body.innerHTML = PART;
    putAll(MORNING, { ...NOON, why: "closed" });
    showWaiting();
    const part = document.querySelector<HTMLElement>("[data-waiting]");
    expect(part?.hidden).toBe(false);
    expect(document.querySelector("[data-waiting-words]")?.textContent).toBe("2 wait.");
    expect(said()[0]).toMatch(/ · pain 4$/);
    expect(said()[1]).toMatch(/ · Stretch the neck: in partclosed$/);
    document.querySelector<HTMLButtonElement>("li button")?.click();
    expect(ids()).toEqual(["b"]);
    expect(document.querySelector("[data-waiting-words]")?.textContent).toBe("One waits.");
    document.querySelector<HTMLButtonElement>("li button")?.click();
    expect(waiting()).toEqual([]);
    expect(part?.hidden).toBe(true);
  });
});
