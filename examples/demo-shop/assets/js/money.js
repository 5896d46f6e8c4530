import { page } from './page.js';

const format = new Intl.NumberFormat(page.locale, { style: 'currency', currency: page.currency });

/** Cents as people read them. @param {number} minor */
export function money(minor) {
  return format.format(minor / 100);
}

/** Cents as GA4 wants them: decimal units. @param {number} minor */
export function decimal(minor) {
  return minor / 100;
}
