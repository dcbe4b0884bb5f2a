// @ts-check
/** Days as the data writes them, `2022-06-24`, and arithmetic on them; no clock, no time zone. */

const MILLISECONDS = 86_400_000;

/**
 * Days since 1970-01-01; `NaN` if the text is no day.
 *
 * @param {string} day
 * @returns {number}
 */
export function number(day) {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? Math.round(Date.parse(`${day}T00:00:00Z`) / MILLISECONDS) : NaN;
}

/**
 * The day of that number.
 *
 * @param {number} count
 * @returns {string}
 */
export function day(count) {
  return new Date(count * MILLISECONDS).toISOString().slice(0, 10);
}

/**
 * The day that lies so many days later; earlier if `by` is negative.
 *
 * @param {string} from
 * @param {number} by
 * @returns {string}
 */
export function shift(from, by) {
  return day(number(from) + by);
}

/**
 * The first day of the bin that holds the day: itself, its week's Monday, or its month's first.
 *
 * @param {number} count
 * @param {"day" | "week" | "month"} bin
 * @returns {number}
 */
export function binStart(count, bin) {
  if (bin === "week") return count - ((((count + 3) % 7) + 7) % 7);
  return bin === "month" ? number(`${day(count).slice(0, 7)}-01`) : count;
}

/**
 * "24 June 2022", or "June 2022" and "2022" with fewer parts.
 *
 * @param {string} text
 * @param {1 | 2 | 3} [parts]
 * @returns {string}
 */
export function spoken(text, parts = 3) {
  /** @type {Intl.DateTimeFormatOptions} */
  const how = { timeZone: "UTC", year: "numeric" };
  if (parts > 1) how.month = parts === 3 ? "long" : "short";
  if (parts > 2) how.day = "numeric";
  return new Intl.DateTimeFormat("en-GB", how).format(number(text) * MILLISECONDS);
}
