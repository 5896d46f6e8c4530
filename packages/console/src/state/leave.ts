import { strings } from '../strings.ts';
import type { Console } from './console.ts';

/** Signs out; where the relay does not answer, says that the rep is still in. */
export async function leave({ session, toasts, ui }: Console): Promise<void> {
  ui.overlay.value = undefined;
  if (!(await session.signOut())) toasts.show(strings.shell.stillIn, 'bad');
}
