import { checkDigit } from './draw.ts';
import type { Draw } from './draw.ts';

/** What shoppers write in a chat that is no card: patterns of `Draw.fill`, where known with what publishes them. */
const PATTERNS = {
  'order number': [
    // Shopify's name of an order and its id, WooCommerce, Magento, Shopware, PrestaShop, BigCommerce, Salesforce, Amazon, eBay, Etsy.
    '#[1234]###',
    '[456]############',
    '#####',
    'Order 1000#####',
    '10###',
    '@@@@@@@@@',
    '##### and #####',
    '0000####',
    '11[1234]-#######-#######',
    '30[2346]-#######-#######',
    '40[2468]-#######-#######',
    '##-#####-#####',
    '3#########',
    'GPA.33##-####-####-#####',
    'ORD-2026-######',
    '2026-11-[12]#-#####',
    '2026####-######',
    'INV/2026/1#/#####',
    'BBY01-80##########',
    '1[012]############',
    'PO-211-##############',
    'R#########',
    'W##########',
    '#######-##',
    '200######## ######',
  ],
  'tracking number': [
    // UPS, FedEx (12, 15, 20 digits), DHL Express, DHL parcels, USPS (22, in fours or not), Royal Mail, DPD, GLS, Hermes, La Poste, PostNord.
    '1Z&&&&&&##########',
    '1Z ### ### ## #### ### #',
    '[2345678]###########',
    '#### #### ####',
    '0#############0',
    '6129##############00',
    '96110#################',
    '##########',
    'JJD0003##############',
    '0034043##############',
    '9[2345]##############0000##',
    '9400 1### #### #### #### ##',
    '9205 5### #### #### #### ##',
    '9361 2### #### #### #### ##',
    '@@#########GB',
    '@@ ### ### ### DE',
    '0998############',
    '01######## ####',
    '###########',
    'H10######################',
    '6[AC]###########',
    '8[VN]## ### ### ###',
    '00370#############',
    '3S@@@@#########',
    'LP0###########',
  ],
  'telephone number': [
    '+1 [23456789]## [23456789]##-####',
    '([23456789]##) [23456789]##-####',
    '1-800-###-####',
    '+44 20 #### ####',
    '+44 7### ######',
    '07### ######',
    '+49 151 ########',
    '+4915#########',
    '0151 / ########',
    '0049 30 ########',
    '+33 6 ## ## ## ##',
    '06 ## ## ## ##',
    '+34 6## ### ###',
    '+39 3## #######',
    '+31 6 ########',
    '+48 ### ### ###',
    '+55 11 9####-####',
    '+81 90-####-####',
    '+86 1## #### ####',
    '+91 9#### #####',
    '+971 5# ### ####',
    '+43 664 ########## ext. 4##',
    '+1 [23456789]##-555-01## x###',
    '0030 69########',
    '+36 30 ### ####',
  ],
  'gift card': [
    // Store cards begin with 60xx, 62758 and the like (SVS, ValueLink, Givex), which no payment network uses.
    '&&&&-&&&&&&-&&&&',
    'X&&&&&&&&&&&&&&&',
    '&&&& &&&& &&&& &&&&',
    '&&&&&-&&&&&-&&&&&',
    '6006 49## #### #### ###',
    '60364[5678]##########',
    '603571##########',
    '603628#############',
    '606[012]############',
    '6275 98## #### #### ###',
    '7777 #### #### ####',
    '98## #### #### ####',
    '041-###-###-###-###',
    '0[123456789]##############',
    'GIFT-####-####-####',
    'GC########',
    '#### #### ####',
    '##########',
    '1### #### #### ####',
    '7########### ###',
  ],
  EAN: ['[012]###########', '4##########9', '40#########0', '978-3-16-######-#', '5#########02', '8##########5'],
} as const;

/** Type allocation codes begin with the number of the body that reports: PTCRB, TÜV and BABT, TAF, MSAI, GHA. They pass the cards' check. */
function drawImei(draw: Draw): string {
  const body = draw.fill(`${draw.pick(['01', '35', '35', '35', '86', '86', '91', '98', '99'])}############`);
  const number = body + checkDigit(body);
  const groups = [number.slice(0, 2), number.slice(2, 8), number.slice(8, 14), number.slice(14)];
  return draw.pick([number, number, groups.join('-'), groups.join(' '), `IMEI: ${number}`, `${number}/05`]);
}

const IBANS = [
  'DE&&[1234567]####### ##########',
  'AT&&##### ###########',
  'CH&&##### ############',
  'BE&&############',
  'DK&&##############',
  'FI&&##############',
  'NL&&INGB##########',
  'GB&&LOYD3#############',
  'FR&&####################### ',
  'ES&&####################',
  'PL&&########################',
  'NO&&###########',
];

/** With the check that an account's number has (ISO 7064 mod 97-10), in fours or not. */
function drawIban(draw: Draw): string {
  const raw = draw.pick(IBANS).replaceAll(' ', '');
  const country = raw.slice(0, 2);
  const account = draw.fill(raw.slice(4));
  const asDigits = [...`${account}${country}00`].map((sign) => Number.parseInt(sign, 36)).join('');
  const number = `${country}${String(98n - (BigInt(asDigits) % 97n)).padStart(2, '0')}${account}`;
  return draw.pick([number, number.replaceAll(/.{4}/g, '$& ').trim()]);
}

export type NumberKind = keyof typeof PATTERNS | 'IMEI' | 'IBAN';
export const NUMBER_KINDS: readonly NumberKind[] = [...(Object.keys(PATTERNS) as NumberKind[]), 'IMEI', 'IBAN'];

const SENTENCES = ['…', '…', 'my … please', 'Where is …?', 'It is …, thanks', 'Nr. …', '番号は…です'];

/** A number of that kind, as somebody may write it. */
export function drawNumber(draw: Draw, kind: NumberKind): string {
  const number =
    kind === 'IMEI' ? drawImei(draw) : kind === 'IBAN' ? drawIban(draw) : draw.fill(draw.pick(PATTERNS[kind]));
  return draw.pick(SENTENCES).replace('…', () => number);
}
