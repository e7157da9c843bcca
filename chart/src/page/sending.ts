/**
 * Sends a form and hands over what came back. A newer request of the same kind drops the older one; a failed
 * one loses nothing and can be tried again.
 */
import { setReached } from "./network";

export interface Answered {
  readonly html: string;
  readonly url: string;
  readonly status: number;
}

export interface Request {
  readonly url: string;
  readonly body: FormData;
  /** Ask for this part of the page alone. */
  readonly part?: string;
}

/** Requests of one kind: only the newest one counts. */
export class Lane {
  #newest: AbortController | null = null;

  /** Whether an answer is awaited. */
  get isWaiting(): boolean {
    return this.#newest !== null;
  }

  /** Send; null when a newer request has taken over meanwhile. */
  async send(request: Request): Promise<Answered | null> {
    this.#newest?.abort();
    const own = new AbortController();
    this.#newest = own;
    try {
      const response = await fetch(request.url, {
        method: "POST",
        body: request.body,
        headers: request.part === undefined ? {} : { "X-Unknot-Part": request.part },
        credentials: "same-origin",
        signal: own.signal,
      });
      const html = await response.text();
      if (own.signal.aborted) return null;
      setReached(true);
      return { html, url: response.url, status: response.status };
    } catch (error) {
      if (own.signal.aborted) return null;
      setReached(false);
      throw error;
    } finally {
      if (this.#newest === own) this.#newest = null;
    }
  }
}
