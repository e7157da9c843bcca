import { beforeEach, describe, expect, test, vi } from "vitest";
import { type Build, Keeper } from "../../src/worker/keeping";

const HOST = "http://127.0.0.1:8000";
const BUILD: Build = {
  name: "unknot-release-",
  version: "two",
  shell: "/release/",
  files: ["/static/a.css"],
};

/** Caches of a browser, as far as the keeper uses them. */
class Caches {
  readonly kept = new Map<string, Map<string, string>>();

  async open(name: string): Promise<unknown> {
    const cache = this.kept.get(name) ?? new Map<string, string>();
    this.kept.set(name, cache);
    return {
      addAll: async (requests: Request[]) => {
        for (const one of requests) cache.set(new URL(one.url).pathname, "kept");
      },
      match: async (address: string) => {
        const text = cache.get(address);
        return text === undefined ? undefined : new Response(text);
      },
    };
  }

  async keys(): Promise<string[]> {
    return [...this.kept.keys()];
  }

  async delete(name: string): Promise<boolean> {
    return this.kept.delete(name);
  }
}

const caches = new Caches();
const fetched = vi.fn<(request: Request) => Promise<Response>>();
const keeper = new Keeper(BUILD, caches as unknown as CacheStorage, fetched);

/** Requests of Node have no addresses without a host and no mode "navigate". */
function asked(path: string, more: { mode?: string; method?: string; client?: string } = {}) {
  const request = { url: HOST + path, method: more.method ?? "GET", mode: more.mode ?? "cors" };
  const client = more.client ?? "page";
  return {
    request: request as unknown as Request,
    clientId: more.mode === "navigate" ? "" : client,
    resultingClientId: more.mode === "navigate" ? client : "",
  };
}

async function text(answer: Promise<Response> | null): Promise<string | undefined> {
  return (await answer)?.text();
}

beforeEach(async () => {
  vi.useRealTimers();
  fetched.mockReset();
  caches.kept.clear();
  caches.kept.set(
    "unknot-release-two",
    new Map([
      ["/release/", "shell"],
      ["/static/a.css", "old style"],
    ]),
  );
});

describe("a worker that keeps a treatment reachable", () => {
  test("with a network nothing comes from the cache", async () => {
    fetched.mockImplementation(async () => new Response("fresh"));
    expect(await text(keeper.answer(asked("/release/1/", { mode: "navigate" })))).toBe("fresh");
    expect(await text(keeper.answer(asked("/static/a.css")))).toBe("fresh");
  });

  test("without one the shell and its own files stand in", async () => {
    fetched.mockRejectedValue(new TypeError("no network"));
    const page = asked("/release/1/", { mode: "navigate", client: "shell" });
    expect(await text(keeper.answer(page))).toBe("shell");
    const asks = fetched.mock.calls.length;
    expect(await text(keeper.answer(asked("/static/a.css", { client: "shell" })))).toBe(
      "old style",
    );
    expect(fetched.mock.calls.length).toBe(asks);
  });

  test.each([502, 503, 504])("a server in front that says %s counts as none", async (status) => {
    fetched.mockResolvedValue(new Response("away", { status }));
    expect(await text(keeper.answer(asked("/release/1/", { mode: "navigate" })))).toBe("shell");
  });

  test.each([200, 403, 404, 422, 500])("an answer of our own with %s is shown", async (status) => {
    fetched.mockResolvedValue(new Response("ours", { status }));
    expect(await text(keeper.answer(asked("/release/1/", { mode: "navigate" })))).toBe("ours");
  });

  test("a network that does not answer is not waited for", async () => {
    vi.useFakeTimers();
    fetched.mockReturnValue(new Promise(() => undefined));
    const answer = keeper.answer(asked("/release/1/", { mode: "navigate" }));
    await vi.advanceTimersByTimeAsync(4000);
    expect(await text(answer)).toBe("shell");
  });

  test("forms, other files and other hosts are none of its business", () => {
    expect(keeper.answer(asked("/release/1/", { method: "POST", mode: "navigate" }))).toBeNull();
    expect(keeper.answer(asked("/body/1/meta"))).toBeNull();
    const elsewhere = { ...asked("/static/a.css") };
    const request = { ...elsewhere.request, url: "http://elsewhere/other.css" };
    expect(keeper.answer({ ...elsewhere, request: request as Request })).toBeNull();
  });

  test("another build goes, what is not ours stays", async () => {
    caches.kept.set("unknot-release-one", new Map());
    caches.kept.set("somebody-else", new Map());
    await keeper.dropOthers();
    expect(await caches.keys()).toEqual(["unknot-release-two", "somebody-else"]);
  });
});
