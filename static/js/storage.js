// This browser's small store, or undefined where it is closed to the site.

export function storage() {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
