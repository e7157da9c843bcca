/**
 * The page around the body. Without it every step is a plain form; with it steps turn without a reload, what was
 * told is kept on the device, and the ranking follows the painting.
 */
import { card } from "./card";
import { fetchFile } from "./file";
import { all, announce, one, word } from "./find";
import { firstPage } from "./first_page";
import { keepCountry, keptCountry } from "./kept";
import { linksHere } from "./places_here";
import { ranking, rerank, staysOnRanking } from "./ranking";
import { release } from "./release";
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

function arrive(): void {
  keepTravelling();
  country();
  firstPage();
  card();
  ranking();
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

/** Save a paper; a page that comes instead, or no answer at all, is shown. */
async function saveFile(address: string, body: FormData): Promise<void> {
  const again = (): void => void saveFile(address, body);
  try {
    const page = await fetchFile(address, body);
    if (page === null) announce(word("saved"));
    else if (!show(page, "stay")) fail(again, page.status);
  } catch {
    fail(again);
  }
}

function showOffline(): void {
  const tag = one("#offline");
  if (tag !== null) tag.hidden = navigator.onLine;
}

document.documentElement.classList.add("js");
whenArrived(arrive);
document.addEventListener("submit", submit);
linksHere();
addEventListener("online", showOffline);
addEventListener("offline", showOffline);
// Back at cards that are all answered, the answers are shown rather than the muscles again.
// A step within the same page, to a place on it, turns nothing.
addEventListener("popstate", () => {
  if (location.pathname === shownPath()) return;
  const isCheck = location.pathname === "/check/";
  void turnToKept(location.pathname, "stay", isCheck ? "review" : "");
});
arrive();
if (one("[data-restore]") !== null) void turnToKept(location.pathname, "replace");
