import { page } from './page.js';

/** An address as the post wants it, line by line: town, state and code in the order of the country. @param {Record<string, string>} contact */
export function addressLines(contact) {
  const { name = '', address = '', address2 = '', city = '', region = '', postalCode = '', country = 'US' } = contact;
  const isCodeLast = country === 'US' || country === 'CA' || country === 'GB' || country === 'IE';
  const town = isCodeLast ? `${[city, region].filter(Boolean).join(', ')} ${postalCode}` : `${postalCode} ${city}`;
  const land = new Intl.DisplayNames(page.locale, { type: 'region' }).of(country) ?? country;
  return [name, address, address2, town, land].filter((line) => line !== '');
}
