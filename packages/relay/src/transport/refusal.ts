import { refusalCodes } from '@tillside/protocol';
import type { RefusalCodeName } from '@tillside/protocol';
import type { FrameAddress } from './decode-frame.ts';

/** What else may be said of a refusal: for developers, and not before when to try again. */
interface More {
  readonly detail?: string;
  readonly afterMs?: number;
}

/** The answer to a frame or an attach that is not taken. The catalogue says whether the very same may come again. */
export function refusal(address: FrameAddress, code: RefusalCodeName, more: More = {}) {
  return { type: 'refused', ...address, code, retry: refusalCodes[code].retry, ...more } as const;
}
