/**
 * The page around the body. Without it every step is a plain form; with it steps turn without a reload, what was
 * told is kept on the device, and the ranking follows the painting.
 */
import { card } from "./card";
import { device } from "./device";
import { diary, sendWhenReached } from "./diary";
import { fetchFile } from "./file";
import { all, announce, one, word } from "./find";
import { firstPage } from "./first_page";
import { keepCountry, keptCountry } from "./kept";
import { isWithoutNetwork, setReached, whenReachChanges } from "./network";
import { outlook } from "./outlook";
import { linksHere } from "./places_here";
import { arrangeWhenSeen, programme } from "./programme";
import { ranking, rerank, staysOnRanking } from "./ranking";
import { release } from "./release";
import { keepTreatment, keptTreatment, readyWorker } from "./release_kept";
import { forgetToday, keepToday, showKeptToday } from "./today_kept";
import {
  carry,
  fail,
  isTurning,
  keepTravelling,
  show,
  shownPath,
  turn,
  turnToKept,
  whenArrived,
} from "./turning";

/** How often a page without a network looks whether there is one. [ms] */
const LOOK_MS = 5000;
/** Closes one's own pages in this browser; what was kept of them goes as well. */
const CLOSE = "/close/";

function arrive(): void {
  keepTravelling();
  country();
  firstPage();
  card();
  ranking();
  outlook();
  keepToday();
  programme();
  diary();
  device();
  readyWorker();
  keepTreatment();
  release();
  for (const button of all("[data-print]")) button.addEventListener("click", () => print());
  showOffline();
}

/** Remember the country on the device and let it travel; it is never guessed. */
function country(): void {
  const kept = keptCountry();
  const select = one<HTMLSelectElement>("select[data-country]");
  if (kept !== "") {
    carry("country", kept);
    if (select !== null && select.value === "") select.value = kept;
    const isNews = select !== null && select.value !== "" && one("[data-blocked]") !== null;
    if (isNews && one<HTMLInputElement>('#travel [name="country"]')?.defaultValue === "") {
      void turnToKept(location.pathname, "stay");
    }
  }
  select?.addEventListener("change", () => {
    keepCountry(select.value);
    carry("country", select.value);
    if (select.form?.hasAttribute("data-country-form")) select.form.requestSubmit();
  });
}

function submit(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
  event.preventDefault();
  if (new URL(form.action).pathname === CLOSE) forgetToday();
  const button = event.submitter;
  const address = button?.getAttribute("formaction") ?? form.action;
  const body = new FormData(form, button);
  if (button?.hasAttribute("data-file") === true) {
    void saveFile(address, body);
    return;
  }
  if (staysOnRanking(form, address)) {
    void rerank(body);
  } else if (!isTurning()) {
    void turn({ url: address, body });
  }
}

/** Save a file; a page that comes instead, or no answer at all, is shown. */
async function saveFile(address: string, body: FormData): Promise<void> {
  const again = (): void => void saveFile(address, body);
  try {
    const page = await fetchFile(address, body);
    if (page === null) {
      announce(word("saved"));
      void freshen();
    } else if (!show(page, "stay")) fail(again, page.status);
  } catch {
    fail(again);
  }
}

/** Take from the server what the page says of the file that was just saved. */
async function freshen(): Promise<void> {
  const stale = all("[data-fresh-after-file]");
  if (stale.length === 0) return;
  const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  if (answer?.ok !== true) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const old of stale) {
    const now = one(`#${old.id}[data-fresh-after-file]`, fresh);
    if (now !== null) old.replaceWith(now);
  }
}

function showOffline(): void {
  for (const note of all("#offline,[data-without-network]")) note.hidden = !isWithoutNetwork();
}

/** Show the treatment that is kept in this tab, when its page cannot be fetched. */
function showTreatment(): boolean {
  const html = keptTreatment();
  if (html === null) return false;
  setReached(false);
  return show({ html, url: location.href, status: 200 }, "stay");
}

/** Load the page anew once the server answers. */
async function reloadWhenBack(): Promise<void> {
  const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
  if (answer?.ok === true) location.reload();
}

/** Bring back what belongs to this address: from the server, or without it from this tab. */
function restore(): void {
  for (const button of all("[data-reload]")) {
    button.addEventListener("click", () => location.reload());
  }
  const place = one("[data-restore]");
  if (place === null) return;
  if (place.dataset["restore"] === "today") {
    setReached(false);
    if (!showKeptToday()) setInterval(() => void reloadWhenBack(), LOOK_MS);
    return;
  }
  if (place.dataset["restore"] === "here") {
    setReached(false);
    if (!showTreatment()) setInterval(() => void reloadWhenBack(), LOOK_MS);
    return;
  }
  const path = location.pathname.replace(/pdf\/$/, "");
  void turnToKept(path, "replace", "", showTreatment);
}

document.documentElement.classList.add("js");
whenArrived(arrive);
document.addEventListener("submit", submit);
linksHere();
whenReachChanges(showOffline);
sendWhenReached();
arrangeWhenSeen();
// Back at cards that are all answered, the answers are shown rather than the muscles again.
// A step within the same page, to a place on it, turns nothing.
addEventListener("popstate", () => {
  if (location.pathname === shownPath()) return;
  const isCheck = location.pathname === "/check/";
  void turnToKept(location.pathname, "stay", isCheck ? "review" : "");
});
arrive();
restore();
