import { StoreUnavailableError } from '../ports/index.ts';
import { addressIn, refuse } from './answer.ts';
import { keyOf } from './sequence.ts';
import type { Handler, Party, World } from './types.ts';

/** One handler for each frame name. A missing one is a compile error that names the frame. */
export type HandlerTable<Frames, Who> = { readonly [Name in keyof Frames]: Handler<Frames[Name], Who> };

/** What of each party is under way, by its address. */
const underWay = new WeakMap<Party, Set<string>>();

/**
 * Runs a frame, unless a copy of it is under way: the answer to that one is the answer to both. Each for itself they might be told different
 * things, and what was shown as not sent would be in the log.
 */
export async function runOnce<Frame extends object, Who extends Party>(
  handler: Handler<Frame, Who>,
  frame: Frame,
  party: Who,
  world: World,
): Promise<void> {
  const address = addressIn(frame);
  if (address === undefined || 'ref' in address) return runFrame(handler, frame, party, world);
  const key = `${keyOf(address)} ${address.seq}`;
  const keys = underWay.get(party) ?? new Set();
  if (keys.has(key)) return undefined;
  underWay.set(party, keys.add(key));
  try {
    return await runFrame(handler, frame, party, world);
  } finally {
    keys.delete(key);
  }
}

/**
 * Runs a frame. A store that does not answer is no fault of anybody's: whether the frame took effect is unknown, and since every effect
 * may be repeated the sender is asked to send it again as it is.
 */
async function runFrame<Frame extends object, Who extends Party>(
  handler: Handler<Frame, Who>,
  frame: Frame,
  party: Who,
  world: World,
): Promise<void> {
  try {
    await handler(frame, party, world);
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    world.emit({ name: 'store.unavailable', level: 'warn', during: 'frame', error: error.message });
    const address = addressIn(frame);
    if (address !== undefined) refuse(party, address, 'store_unavailable');
  }
}
