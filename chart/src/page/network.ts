/** Whether the server can be reached, as far as is known here: the device may be online and the server away. */
let isReached = true;
let tell: () => void = () => undefined;

/** Say what is to be done when that changes. */
export function whenReachChanges(changed: () => void): void {
  tell = changed;
  addEventListener("online", () => setReached(true));
  addEventListener("offline", () => tell());
}

/** The server answered, or did not. */
export function setReached(is: boolean): void {
  isReached = is;
  tell();
}

export function isWithoutNetwork(): boolean {
  return !navigator.onLine || !isReached;
}
