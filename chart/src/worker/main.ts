/** The service worker of the treatment, and that of Today; the server puts the build in front of it. */
import { type Asked, type Build, Keeper } from "./keeping";

interface Waiting extends Event {
  waitUntil(done: Promise<unknown>): void;
}

interface Fetching extends Waiting, Asked {
  respondWith(answer: Promise<Response>): void;
}

/** What is used of the world of a worker, which TypeScript's list for pages lacks. */
interface Scope extends EventTarget {
  readonly unknotBuild: Build;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
}

const scope = globalThis as unknown as Scope;
const keeper = new Keeper(scope.unknotBuild, caches, (request) => fetch(request));

scope.addEventListener("install", (event) => {
  (event as Waiting).waitUntil(keeper.keep().then(() => scope.skipWaiting()));
});
scope.addEventListener("activate", (event) => {
  (event as Waiting).waitUntil(keeper.dropOthers().then(() => scope.clients.claim()));
});
scope.addEventListener("fetch", (event) => {
  const answer = keeper.answer(event as Fetching);
  if (answer !== null) (event as Fetching).respondWith(answer);
});
