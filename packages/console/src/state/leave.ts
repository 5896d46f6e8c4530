import { strings } from '../strings.ts';
import type { Console } from './console.ts';

/** Signs out; where the relay does not answer, says that the rep is still in. */
export async function leave({ nav, session, toasts, ui }: Console): Promise<void> {
  ui.overlay.value = undefined;
  // Whoever signs in next at this machine begins at their own desk.
  if (await session.signOut()) nav.go('desk');
  else toasts.show(strings.shell.stillIn, 'bad');
}
