// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { diary, entryOf } from "../../src/page/diary";
import { newId, waiting } from "../../src/page/waiting";

const ID = "4b2c1f0e-6a49-4c51-9d0e-2b1f7d1c9a11";
const NOW = new Date("2026-11-25T08:00:00Z");
const PAGE = `<p id="announced"></p><form data-diary="/api/diary/1/entries" action="/today/1/" method="post">
<input type="hidden" name="csrfmiddlewaretoken" value="mark"><input type="hidden" name="entry_id" value="${ID}">
<input type="radio" name="pain" value="3"><input type="radio" name="pain" value="4" checked>
<input type="checkbox" name="load" value="1" checked><input type="radio" name="say_load" value="0">
<input name="at" value=""><input name="ppt_kpa" value=""><textarea name="note"></textarea>
<button>Save</button></form>
<section data-waiting hidden><h3 id="waiting-h">Waiting</h3><b data-waiting-n></b><ul data-waiting-list data-pain="pain" data-remove="Remove"></ul><button data-send-now></button></section>`;

function form(): HTMLFormElement {
  const found = document.querySelector<HTMLFormElement>("form");
  if (found === null) throw new Error("no form");
  return found;
}

function type(name: string, value: string): void {
  const control = form().querySelector<HTMLInputElement>(`[name=${name}]`);
  if (control !== null) control.value = value;
}

async function press(): Promise<boolean> {
  const event = new Event("submit", { cancelable: true, bubbles: true });
  form().dispatchEvent(event);
  await vi.waitFor(() => expect(document.querySelector("[data-waiting]")).not.toBeNull());
  await new Promise((done) => setTimeout(done, 5));
  return event.defaultPrevented;
}

beforeEach(() => {
  localStorage.clear();
  document.body.innerHTML = PAGE;
});
afterEach(() => vi.unstubAllGlobals());

describe("an entry of the diary", () => {
  test("says what was told, and nothing of what was left alone", () => {
    expect(entryOf(form(), NOW)).toEqual({
      address: "/api/diary/1/entries",
      id: ID,
      at: "2026-11-25T08:00:00.000Z",
      values: { pain: 4, load: 1 },
      why: "",
    });
  });

  test("is left to the server where it cannot be read", () => {
    type("ppt_kpa", "much");
    expect(entryOf(form(), NOW)).toBeNull();
    type("ppt_kpa", "");
    type("at", "2026-11-26T08:00");
    expect(entryOf(form(), NOW)).toBeNull();
  });

  test("waits on the device without a network, and is sent later under its id", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new Error("away")));
    diary();
    expect(await press()).toBe(true);
    expect(waiting().map((one) => one.id)).toEqual([ID]);
    expect(document.querySelector<HTMLElement>("[data-waiting]")?.hidden).toBe(false);
    const sent: string[] = [];
    vi.stubGlobal("fetch", (_: string, asked: { body: string }) => {
      sent.push(asked.body);
      const answer = { kept: [ID], known: [], refused: [] };
      return Promise.resolve(new Response(JSON.stringify(answer)));
    });
    document.querySelector<HTMLButtonElement>("[data-send-now]")?.click();
    await vi.waitFor(() => expect(waiting()).toEqual([]));
    expect(JSON.parse(sent[0] ?? "").entries[0].id).toBe(ID);
  });

  test("that is refused later stays and says why, until it is removed", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new Error("away")));
    diary();
    await press();
    const answer = { kept: [], known: [], refused: [{ id: ID, why: "taken" }] };
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify(answer))));
    document.querySelector<HTMLButtonElement>("[data-send-now]")?.click();
    await vi.waitFor(() => expect(document.body.textContent).toContain("taken"));
    document.querySelector<HTMLButtonElement>("[data-waiting-list] button")?.click();
    expect(waiting()).toEqual([]);
  });

  test("is left to the plain form where the device keeps nothing", async () => {
    vi.stubGlobal("localStorage", {
      getItem: () => null,
      setItem: () => {
        throw new Error("full");
      },
    });
    diary();
    expect(await press()).toBe(false);
  });

  test("gets an id of the right shape", () => {
    expect(newId()).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});
