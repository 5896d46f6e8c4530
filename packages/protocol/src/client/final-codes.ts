/**
 * Close codes after which a client does not connect again by itself. The catalogue says the same with its texts, which a
 * shopper need not download; a test keeps the two equal.
 */
export const finalCodes: readonly number[] = [1009, 4500, 4501, 4502, 4503, 4509];
