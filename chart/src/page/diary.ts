/**
 * The diary on the device: an entry is put aside here first and then sent, so that none is lost without a network.
 * What cannot be read is left to the plain form, whose answer says what to mend.
 */
import { all, announce, one } from "./find";
import { forgetDraft } from "./kept";
import { refreshToday } from "./today_kept";
import { turn } from "./turning";
import { letGo, newId, putAside, type WaitingEntry, waiting } from "./waiting";
import { showWaiting } from "./waiting_list";
import { formMark, sendWaiting } from "./waiting_sent";

const SAID = ["home_care", "load", "sleep", "stress"] as const;

export function diary(): void {
  for (const form of all<HTMLFormElement>("form[data-resume]")) {
    form.addEventListener("submit", () => forgetDraft());
  }
  const form = one<HTMLFormElement>("form[data-diary]");
  if (form === null) return;
  form.addEventListener("submit", (event) => {
    const entry = entryOf(form);
    if (entry === null || !putAside(entry)) return;
    event.preventDefault();
    event.stopPropagation();
    void send(form, entry.id);
  });
  one("[data-send-now]")?.addEventListener("click", () => void send(form));
  // A kept page comes up with the same id each time: the next entry needs one of its own.
  if (form.closest("[data-kept]") !== null) giveNewId(form);
  showWaiting();
  if (waiting().length > 0) void send(form);
}

/** Send again as soon as there is a network. */
export function sendWhenReached(): void {
  addEventListener("online", () => {
    const form = one<HTMLFormElement>("form[data-diary]");
    if (form !== null) void send(form);
  });
}

/** What the form says as an entry; null for what only the server can put into words. */
export function entryOf(form: HTMLFormElement, now: Date = new Date()): WaitingEntry | null {
  const told = new FormData(form);
  const text = (name: string): string => String(told.get(name) ?? "").trim();
  const at = text("at") === "" ? now : new Date(text("at"));
  if (Number.isNaN(at.getTime()) || at.getTime() > now.getTime()) return null;
  const values: Record<string, number | string> = {};
  for (const name of ["pain", "ppt_kpa"]) {
    const given = text(name).replace(",", ".");
    if (given === "") continue;
    if (!/^\d{1,4}(\.\d{1,3})?$/.test(given)) return null;
    values[name] = Number(given);
  }
  for (const name of SAID) {
    const given = text(`say_${name}`) || text(name);
    if (given !== "") values[name] = Number(given);
  }
  if (text("note") !== "") values["note"] = text("note");
  if (Object.keys(values).length === 0) return null;
  return {
    address: form.dataset["diary"] ?? "",
    id: text("entry_id") || newId(),
    at: at.toISOString(),
    values,
    why: "",
  };
}

/** Send what waits; `fresh` is the entry that was just told. */
async function send(form: HTMLFormElement, fresh = ""): Promise<void> {
  const sent = await sendWaiting();
  const refused = waiting().find((entry) => entry.id === fresh && entry.why !== "");
  if (sent === "away") {
    if (fresh !== "") clear(form);
    announce(one("#waiting-h")?.textContent ?? "");
  } else if (refused !== undefined) {
    // The plain form says it at its place, with what was typed.
    letGo([fresh]);
    const body = new FormData(form);
    body.set("csrfmiddlewaretoken", await formMark());
    if (form.isConnected) await turn({ url: form.action, body }, "stay");
  } else if (sent === "taken" && form.isConnected) {
    await refreshToday(form.action);
  }
  showWaiting();
}

/** Make the form ready for the next entry. */
function clear(form: HTMLFormElement): void {
  form.reset();
  for (const box of all<HTMLInputElement>("input:checked", form)) box.checked = false;
  giveNewId(form);
}

function giveNewId(form: HTMLFormElement): void {
  const id = one<HTMLInputElement>("[name=entry_id]", form);
  if (id !== null) id.value = newId();
}
