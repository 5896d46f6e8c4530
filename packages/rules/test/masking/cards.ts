import { checkDigit } from './draw.ts';
import type { Draw } from './draw.ts';

/** Issuers' ranges, as four digits from and to, with the lengths that are in use. By npm `credit-card-type` and Wikipedia. */
export const RANGES: readonly (readonly [issuer: string, from: number, to: number, lengths: readonly number[]])[] = [
  ['Visa', 4000, 4999, [16, 16, 16, 19]],
  ['Mastercard', 5100, 5599, [16]],
  ['Mastercard', 2221, 2720, [16]],
  ['American Express', 3400, 3499, [15]],
  ['American Express', 3700, 3799, [15]],
  ['Discover', 6011, 6011, [16, 19]],
  ['Discover', 6440, 6599, [16, 19]],
  ['Diners Club', 3000, 3059, [14, 16]],
  ['Diners Club', 3095, 3095, [14]],
  ['Diners Club', 3600, 3699, [14]],
  ['Diners Club', 3800, 3999, [14]],
  ['JCB', 3528, 3589, [16]],
  ['UnionPay', 6200, 6269, [16, 17, 18, 19]],
  ['UnionPay', 6282, 6289, [16, 19]],
  ['Maestro', 5018, 5018, [16, 18, 19]],
  ['Maestro', 5020, 5020, [16, 18, 19]],
  ['Maestro', 5038, 5038, [16, 18, 19]],
  ['Maestro', 5600, 5899, [16, 19]],
  ['Maestro', 6304, 6304, [16, 18, 19]],
  ['Maestro', 6700, 6799, [16, 18, 19]],
  ['Elo', 5067, 5067, [16]],
  ['Mir', 2200, 2204, [16]],
  ['Troy', 9792, 9792, [16]],
];

/** What payment providers publish for trying their forms out: Stripe, Adyen, Braintree, PayPal, Checkout.com. */
export const PUBLISHED: readonly string[] = [
  '4242424242424242',
  '4000056655665556',
  '4111111111111111',
  '4012888888881881',
  '4988438843884305',
  '4166676667666746',
  '4035501000000008',
  '4360000001000005',
  '4500600000000061',
  '4543474002249996',
  '5555555555554444',
  '5105105105105100',
  '5200828282828210',
  '5555341244441115',
  '5136333333333335',
  '2223003122003222',
  '2222400070000005',
  '2222410740360010',
  '378282246310005',
  '371449635398431',
  '378734493671000',
  '370000000000002',
  '374251018720018',
  '6011111111111117',
  '6011000990139424',
  '6011981111111113',
  '6011601160116611',
  '6445644564456445',
  '3056930009020004',
  '30569309025904',
  '36227206271667',
  '36006666333344',
  '38520000023237',
  '6555900000604105',
  '3566002020360505',
  '3530111333300000',
  '3569990010095841',
  '6200000000000005',
  '6200000000000047',
  '6205500000000000004',
  '6212345678901232',
  '6250946000000016',
  '8171999900000018',
  '6304000000000000',
  '6759649826438453',
  '6771798021000008',
  '6703444444444449',
  '5066991111111118',
  '5019555544445555',
  '6062828888666688',
  '6799998900000200010',
];

/** A number in an issuer's range, with a right check digit. */
export function drawCard(draw: Draw): string {
  if (draw.whole(1, 20) === 1) return draw.pick(PUBLISHED);
  const [, from, to, lengths] = draw.pick(RANGES);
  const body = String(draw.whole(from, to)) + draw.digits(draw.pick(lengths) - 5);
  return body + checkDigit(body);
}
