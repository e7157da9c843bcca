/**
 * What a worker keeps for pages without a network, a treatment or Today: the shell of the page and its static files, nothing that
 * anybody told. A new build has another version and drops what the old one kept.
 */

export interface Build {
  /** Whose files these are; every build of the same pages begins its cache's name so. */
  readonly name: string;
  readonly version: string;
  /** Address of the page that stands in for one that cannot be fetched. */
  readonly shell: string;
  /** Addresses of the files that page needs. */
  readonly files: readonly string[];
}

/** What of a fetch event is looked at. */
export interface Asked {
  readonly request: Request;
  /** The page that asks. */
  readonly clientId: string;
  /** The page that a navigation leads to. */
  readonly resultingClientId: string;
}

/** A network that does not answer so long counts as none. [ms] */
const PATIENCE_MS = 4000;
/** What a server in front says while ours is away. */
const AWAY = new Set([502, 503, 504]);

export class Keeper {
  readonly #withoutNetwork = new Set<string>();
  readonly #build: Build;
  readonly #caches: CacheStorage;
  readonly #fetch: (request: Request) => Promise<Response>;

  constructor(build: Build, caches: CacheStorage, fetch: (request: Request) => Promise<Response>) {
    this.#build = build;
    this.#caches = caches;
    this.#fetch = fetch;
  }

  get #name(): string {
    return this.#build.name + this.#build.version;
  }

  /** Keep everything of this build, asked anew so that nothing stale is taken. */
  async keep(): Promise<void> {
    const cache = await this.#caches.open(this.#name);
    const addresses = [this.#build.shell, ...this.#build.files];
    await cache.addAll(addresses.map((address) => new Request(address, { cache: "reload" })));
  }

  /** Drop what other builds kept. */
  async dropOthers(): Promise<void> {
    for (const name of await this.#caches.keys()) {
      if (name.startsWith(this.#build.name) && name !== this.#name) await this.#caches.delete(name);
    }
  }

  /** The answer to a request; null for one that is none of our business. */
  answer(asked: Asked): Promise<Response> | null {
    const { request } = asked;
    if (request.method !== "GET") return null;
    if (request.mode === "navigate") return this.#page(request, asked.resultingClientId);
    const { origin, pathname } = new URL(request.url);
    const isOurs = origin === new URL(this.#build.shell, request.url).origin;
    if (!isOurs || !this.#build.files.includes(pathname)) return null;
    return this.#file(request, asked.clientId);
  }

  async #page(request: Request, client: string): Promise<Response> {
    try {
      const response = await soon(this.#fetch(request));
      if (!AWAY.has(response.status)) return response;
    } catch {
      // No network, or none worth waiting for: the shell stands in.
    }
    this.#withoutNetwork.add(client);
    return (await this.#kept(this.#build.shell)) ?? Response.error();
  }

  async #file(request: Request, client: string): Promise<Response> {
    const kept = await this.#kept(new URL(request.url).pathname);
    if (kept === undefined) return this.#fetch(request);
    if (this.#withoutNetwork.has(client)) return kept;
    return this.#fetch(request).catch(() => kept);
  }

  async #kept(address: string): Promise<Response | undefined> {
    const cache = await this.#caches.open(this.#name);
    return cache.match(address);
  }
}

function soon(answer: Promise<Response>): Promise<Response> {
  const late = new Promise<never>((_, refuse) => {
    setTimeout(() => refuse(new Error("no answer")), PATIENCE_MS);
  });
  return Promise.race([answer, late]);
}
