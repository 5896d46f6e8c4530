import type { CloseCodeNumber } from './codes.ts';

/** Close codes that are final: the same again would end the same. Apart from what they mean, which a shopper need not download. */
const final: readonly number[] = [1009, 4500, 4501, 4502, 4503, 4509] satisfies CloseCodeNumber[];

/** May a client connect again by itself? Unknown codes (1006 and whatever a proxy invents) are worth another try. */
export const mayRetry = (code: number): boolean => !final.includes(code);
