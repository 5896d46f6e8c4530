/**
 * What is asked for in the checkout, and what we say when it does not fit.
 * Each check answers with a sentence for the shopper, or nothing.
 *
 * @typedef {(value: string, all: Record<string, string>) => string | undefined} Check
 */

/** @param {string} message @returns {Check} */
const needed = (message) => (value) => (value === '' ? message : undefined);

/** @type {Record<string, Check>} */
export const contactChecks = {
  email: (value) => {
    if (value === '') return 'We need an e-mail address for the receipt.';
    return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/u.test(value)
      ? undefined
      : 'This does not look like an e-mail address. An example: ada@example.com';
  },
  name: needed('Whose name shall be on the parcel?'),
  address: needed('Which street and number?'),
  postalCode: (value, all) => {
    if (value === '') return all['country'] === 'US' ? 'We need the ZIP code.' : 'We need the postal code.';
    return all['country'] === 'US' && !/^\d{5}(-\d{4})?$/u.test(value)
      ? 'A ZIP code has five digits, such as 97205.'
      : undefined;
  },
  city: needed('Which city?'),
  region: (value, all) => (value === '' && needsRegion(all['country'] ?? '') ? 'Which state or province?' : undefined),
  phone: (value) =>
    value !== '' && !/^[+\d][\d\s()./-]{5,}$/u.test(value)
      ? 'Use digits, with + for the country code, or leave it empty.'
      : undefined,
};

/** @type {Record<string, Check>} */
export const paymentChecks = {
  ccNumber: (value) => {
    const digits = value.replace(/[\s-]/gu, '');
    if (digits === '') return 'Type the number on the front of your card.';
    if (!/^\d{13,19}$/u.test(digits)) return 'A card number has 13 to 19 digits.';
    return passesLuhn(digits) ? undefined : 'This number has a typo: one of its digits does not fit the others.';
  },
  ccName: needed('Whose card is it?'),
  ccExp: (value) => checkExpiry(value, new Date()),
  ccCsc: (value) => (/^\d{3,4}$/u.test(value) ? undefined : 'Three digits on the back, or four on the front.'),
};

/** @param {string} country */
export function needsRegion(country) {
  return country === 'US' || country === 'CA';
}

/** @param {string} value @param {Date} now */
function checkExpiry(value, now) {
  const match = /^(\d{1,2})\s*\/?\s*(\d{2}|\d{4})$/u.exec(value);
  if (!match) return 'Type month and year, such as 08 / 29.';
  const month = Number(match[1]);
  const year = Number(match[2]) % 100;
  if (month < 1 || month > 12) return 'A month is 01 to 12.';
  const isPast = year < now.getFullYear() % 100 || (year === now.getFullYear() % 100 && month < now.getMonth() + 1);
  return isPast ? 'This card has expired.' : undefined;
}

/** @param {string} digits */
function passesLuhn(digits) {
  const sum = digits
    .split('')
    .toReversed()
    .reduce((total, digit, index) => {
      const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return sum % 10 === 0;
}
