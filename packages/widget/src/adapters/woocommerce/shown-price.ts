import { minorUnits } from '../../shop/money.ts';
import { decimal } from '../shared/items.ts';

/**
 * A price as it is written for people: `$1,234.50`, `1.234,50 €`, `¥98,000`, `35.855 د.ك`. Its last separator is the decimal one, but
 * before three digits only in a currency that has three: the other currencies group thousands by it.
 */
export function readShown(text: string, currency: string): number | undefined {
  // Arabic and Persian digits are digits too.
  const plain = text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) % 16)).replaceAll('٫', '.');
  const number = /\d[\d.,'\s٬’]*/.exec(plain)?.[0].replace(/[^\d]+$/, '') ?? '';
  if (!number) return undefined;
  const [, whole = number, part = ''] = /^(.*)[.,](\d+)$/.exec(number) ?? [];
  const isPart = part.length !== 3 || minorUnits(currency) === 1000;
  const digits = (it: string): string => it.replace(/\D/g, '');
  return decimal(isPart ? `${digits(whole)}.${part || '0'}` : digits(number));
}
