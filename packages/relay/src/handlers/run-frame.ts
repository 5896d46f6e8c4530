import { StoreUnavailableError } from '../ports/index.ts';
import { addressIn, refuse } from './answer.ts';
import type { Handler, Party, World } from './types.ts';

/** One handler for each frame name. A missing one is a compile error that names the frame. */
export type HandlerTable<Frames, Who> = { readonly [Name in keyof Frames]: Handler<Frames[Name], Who> };

/**
 * Runs a frame. A store that does not answer is no fault of anybody's: whether the frame took effect is unknown, and since every effect
 * may be repeated the sender is asked to send it again as it is.
 */
export async function runFrame<Frame extends object, Who extends Party>(
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
