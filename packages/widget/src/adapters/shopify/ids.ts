/** The number in `gid://shopify/ProductVariant/123`, as the Ajax API has it. */
export const idOf = (id: unknown): string => /[^/]*$/.exec(String(id))?.[0] ?? '';
