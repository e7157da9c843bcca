/** A page as text, to be kept on this device: with its title, its language and the words that its scripts say. */
import { one } from "./find";

export function pageAsText(page: HTMLElement): string {
  const title = document.createElement("title");
  title.textContent = document.title;
  const root = document.createElement("html");
  root.lang = document.documentElement.lang;
  const around = [".skip", "#words"].map((name) => one(name)?.outerHTML ?? "");
  const [opening = "<html>"] = root.outerHTML.split("</html>");
  return [opening, title.outerHTML, ...around, page.outerHTML].join("");
}
