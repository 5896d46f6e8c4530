/** How the keys of texts end that say whether somebody is there. */
export const byAvailability = { now: 'Now', soon: 'Soon', none: 'Away' } as const;
