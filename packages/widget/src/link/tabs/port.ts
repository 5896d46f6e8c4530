import type { VisitorFrame } from '@tillside/protocol';
import type { Cursor } from '@tillside/protocol/client';

/** One tab's client. */
export interface Port {
  _hello: Extract<VisitorFrame, { readonly type: 'hello' }>;
  /** Its frames are this leader's own tab's. */
  readonly _isOwn: boolean;
  readonly _sessions: Set<string>;
  /** Where it wants to be attached; nothing once it is. */
  _wanted: Cursor | undefined;
  /** The relay's next answer is for it too. */
  _isAsked: boolean;
  _isAttached: boolean;
  /** It has answered the last ping. */
  _isHeard: boolean;
}
