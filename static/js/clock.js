// Times and nights as the server writes them, on the diary's clock: the device may be in another zone.

const { lang } = document.documentElement;
const DAY_MS = 86_400_000;
let zone;

export function useZone(name) {
  try {
    zone = name && new Intl.DateTimeFormat(lang, { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    zone = undefined; // A zone that this browser does not know: then its own clock has to do.
  }
}

// "3:12 am".
export function timeOf(date) {
  const style = { hour: "numeric", minute: "2-digit", hour12: true, timeZone: zone };
  return date.toLocaleTimeString(lang, style).toLowerCase();
}

// The date there, as the server writes dates.
export function dayOf(date) {
  const parts = new Intl.DateTimeFormat("en", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone });
  const { year, month, day } = Object.fromEntries(parts.formatToParts(date).map(({ type, value }) => [type, value]));
  return `${year}-${month}-${day}`;
}

// The date of the evening before.
export function nightBefore(date) {
  return new Date(Date.parse(dayOf(date)) - DAY_MS).toISOString().slice(0, 10);
}

// "Sunday 29 November", of a date as the server writes it.
export function dayInWords(day) {
  const style = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" };
  return new Date(day).toLocaleDateString(lang, style);
}
