import { page } from './page.js';

const format = new Intl.DateTimeFormat(page.locale, { weekday: 'short', month: 'short', day: 'numeric' });

/** When a parcel arrives that leaves today: "Tue, Nov 24 – Thu, Nov 26". @param {import('./page.js').ShippingMethod} method @param {Date} from */
export function arrivalOf(method, from) {
  const [first, last] = page.shipping[method].days;
  const soonest = addWorkingDays(from, first);
  const text = first === last ? format.format(soonest) : format.formatRange(soonest, addWorkingDays(from, last));
  // A day stays with its month when the line breaks.
  return text.replaceAll(/ (?=\d)/gu, '\u00A0');
}

/** @param {Date} from @param {number} days */
function addWorkingDays(from, days) {
  const date = new Date(from);
  let left = days;
  while (left > 0) {
    date.setDate(date.getDate() + 1);
    if (date.getDay() !== 0 && date.getDay() !== 6) left -= 1;
  }
  return date;
}
