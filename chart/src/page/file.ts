/** A file that is saved rather than shown; what comes back as a page is shown as a page. */
import type { Answered } from "./sending";

/** Ask for a file; null when it came and was handed to the browser to keep. */
export async function fetchFile(url: string, body: FormData): Promise<Answered | null> {
  const response = await fetch(url, { method: "POST", body, credentials: "same-origin" });
  const disposition = response.headers.get("Content-Disposition") ?? "";
  if (disposition.startsWith("attachment")) {
    save(await response.blob(), nameIn(disposition));
    return null;
  }
  return { html: await response.text(), url: response.url, status: response.status };
}

function nameIn(disposition: string): string {
  return /filename="([\w.-]+)"/.exec(disposition)?.[1] ?? "unknot.pdf";
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has taken hold of it once this turn is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
