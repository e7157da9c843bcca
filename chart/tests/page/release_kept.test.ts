// @vitest-environment happy-dom
/** A guided treatment after a reload: the page, the place in it, and what was done, of this very case alone. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { forget, keepCase, keptCase } from "../../src/page/kept";
import {
  amendTreatment,
  forgetTreatment,
  keepPlace,
  keepTreatment,
  keptPlace,
  keptTreatment,
} from "../../src/page/release_kept";
import { recordDone, recorded, recordStopped, takeStopBack } from "../../src/page/release_record";

const TOLD = '{"text":"neck","release":{"points":["p"]}}';

/** The page of a treatment as the server sends it. */
function opens(told = TOLD, inside = "<section data-treatment>Hold</section>"): void {
  document.documentElement.lang = "en";
  document.title = "Step 1";
  document.body.innerHTML = `<div id="page" data-step="5"><form id="travel">
    <input type="hidden" name="csrfmiddlewaretoken" value="secret">
    <input type="hidden" name="told"><input type="hidden" name="put_aside" value="">
    <input type="hidden" name="cards_done" value="2"><input type="hidden" name="not_ticked" value=""></form>
    <form><input type="hidden" name="told"></form>${inside}</div>`;
  for (const input of document.querySelectorAll<HTMLInputElement>("[name=told]"))
    input.value = told;
}

function keeps(told = TOLD): void {
  keepCase({ told, put_aside: "", cards_done: "2" });
}

/** Open the treatment of a case, and keep it. */
function treats(told = TOLD): void {
  keeps(told);
  opens(told);
  keepTreatment();
}

function comesBack(): Document {
  return new DOMParser().parseFromString(keptTreatment() ?? "", "text/html");
}

function toldIn(page: Document): string[] {
  return [...page.querySelectorAll<HTMLInputElement>("[name=told]")].map((one) => one.value);
}

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => {
  vi.unstubAllGlobals();
  document.body.innerHTML = "";
});

describe("a treatment that was kept", () => {
  test("comes back whole after a reload, without the mark against forgery", () => {
    treats();
    const page = comesBack();
    expect(page.querySelector("[data-treatment]")?.textContent).toBe("Hold");
    expect([page.title, page.documentElement.lang]).toEqual(["Step 1", "en"]);
    expect(keptTreatment()).not.toContain("secret");
    expect(document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value).toBe(
      "secret",
    );
  });

  test("is never shown for another case, nor once the case was cleared", () => {
    treats();
    keeps('{"text":"knee"}');
    expect(keptTreatment()).toBeNull();
    keeps();
    expect(keptTreatment()).not.toBeNull();
    forget();
    expect(keptTreatment()).toBeNull();
  });

  test("goes on at the step and hold that were reached", () => {
    treats();
    keepPlace({ step: 2, hold: 3 });
    opens();
    keepTreatment();
    expect(keptPlace()).toEqual({ step: 2, hold: 3 });
  });

  test("of another case begins at its first step", () => {
    treats();
    keepPlace({ step: 2, hold: 3 });
    treats('{"text":"knee"}');
    expect(keptPlace()).toBeNull();
  });

  test("is let go by any other page, but not by the shell that waits to restore it", () => {
    treats();
    opens(TOLD, "<p data-restore></p>");
    keepTreatment();
    expect(keptTreatment()).not.toBeNull();
    opens(TOLD, "<p>Your result</p>");
    keepTreatment();
    expect(keptTreatment()).toBeNull();
    expect(keptPlace()).toBeNull();
  });

  test("leaves nothing half kept where there is no room", () => {
    treats();
    const real = sessionStorage;
    vi.stubGlobal("sessionStorage", {
      getItem: (name: string) => real.getItem(name),
      removeItem: (name: string) => real.removeItem(name),
      setItem: () => {
        throw new Error("full");
      },
    });
    keepPlace({ step: 1, hold: 2 });
    expect(keptTreatment()).toBeNull();
  });

  test("without anything kept neither place nor case is invented", () => {
    keepPlace({ step: 1, hold: 1 });
    amendTreatment(TOLD);
    expect([keptPlace(), keptTreatment()]).toEqual([null, null]);
    sessionStorage.setItem("unknot-treatment", "{broken");
    expect([keptPlace(), keptTreatment()]).toEqual([null, null]);
    expect(() => forgetTreatment()).not.toThrow();
  });
});

describe("what is recorded during a treatment", () => {
  test("a step that is done stands once in every form, in the kept case and after a reload", () => {
    treats();
    recordDone(1);
    recordDone(2);
    recordDone(1);
    const release = { points: ["p"], done: [1, 2] };
    const amended = JSON.stringify({ text: "neck", release });
    expect(toldIn(document)).toEqual([amended, amended]);
    expect(keptCase()?.told).toBe(amended);
    expect(toldIn(comesBack())).toEqual([amended, amended]);
    expect(recorded()).toEqual({ done: [1, 2], isStopped: false });
  });

  test("a stop is recorded, and taken back without losing what was done", () => {
    treats();
    recordDone(1);
    recordStopped();
    expect(recorded()).toEqual({ done: [1], isStopped: true });
    expect(JSON.parse(keptCase()?.told ?? "")["release"]["stopped"]).toEqual([]);
    takeStopBack();
    expect(recorded()).toEqual({ done: [1], isStopped: false });
    expect(JSON.parse(keptCase()?.told ?? "")["release"]).toEqual({ points: ["p"], done: [1] });
  });

  test("is nothing where the page carries no case", () => {
    document.body.innerHTML = '<form id="travel"><input name="told" value=""></form>';
    recordDone(1);
    expect(recorded()).toEqual({ done: [], isStopped: false });
    expect(keptCase()).toBeNull();
  });
});
