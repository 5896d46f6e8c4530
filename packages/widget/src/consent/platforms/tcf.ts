import { win } from '../../env.ts';
import type { Watch } from './types.ts';

/** What a consent management platform answers, as far as it is read here. IAB TCF v2.x, "TCData". */
interface TcData {
  readonly eventStatus?: string;
  readonly gdprApplies?: boolean;
  readonly listenerId?: number;
  readonly purpose?: { readonly consents?: Readonly<Record<string, boolean | undefined>> };
}
type TcfApi = (
  command: string,
  version: number,
  callback: (data: TcData | boolean, isSuccess: boolean) => void,
  parameter?: unknown,
) => void;

/** 1: store and access information on a device. */
const FUNCTIONAL = [1];
/** And 5 and 6: profiles that select content (rules and invitations); 8: measuring it; 10: improving services (the journal, lift). */
const ANALYTICS = [1, 5, 6, 8, 10];

/**
 * IAB TCF 2.x. Waits for the visitor's choice (`tcloaded`, `useractioncomplete`): a notice that is only shown says nothing. Where GDPR does
 * not apply it says nothing either: the shop decides.
 */
export const watchTcf: Watch = (tell, signal) => {
  const { __tcfapi: api } = win() as { __tcfapi?: TcfApi };
  if (typeof api !== 'function') return false;
  let listener: number | undefined;
  api('addEventListener', 2, (data, isSuccess) => {
    if (!isSuccess || typeof data !== 'object' || signal.aborted) return;
    listener = data.listenerId;
    if (!/^(tcloaded|useractioncomplete)$/.test(data.eventStatus ?? '') || data.gdprApplies === false) return;
    const has = (purpose: number): boolean => data.purpose?.consents?.[purpose] === true;
    tell({ functional: FUNCTIONAL.every(has), analytics: ANALYTICS.every(has) });
  });
  signal.addEventListener('abort', () => {
    if (listener !== undefined) api('removeEventListener', 2, () => undefined, listener);
  });
  return true;
};
