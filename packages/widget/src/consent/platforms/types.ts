import type { ConsentPurposes } from '../../sdk/types.ts';

/** What a platform says now; what it says nothing of is not there. */
export type Tell = (purposes: ConsentPurposes) => void;

/**
 * Looks for a consent platform on the page. True: it is there, and tells what it says now and whenever that changes, until `signal`
 * aborts. False: it is not there (yet), and may be looked for again.
 */
export type Watch = (tell: Tell, signal: AbortSignal) => boolean;
