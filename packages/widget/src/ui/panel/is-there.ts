/** How keys of texts end that say whether somebody is there. */
export const isThere = { now: 'Now', soon: 'Soon', none: 'Away' } as const;
