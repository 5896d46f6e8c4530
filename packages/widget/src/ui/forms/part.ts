import { setKit } from '../part/kit.ts';
import type { Kit } from '../part/kit.ts';
import { Before } from './before.tsx';
import css from './forms.css?inline';
import { Menu } from './menu.tsx';
import { Message } from './message.tsx';
import { Rating } from './rating.tsx';
import { Transcript } from './transcript.tsx';
import type { Forms } from './types.ts';

export function createPart(kit: Kit): Forms {
  setKit(kit);
  return { _forms: { before: Before, message: Message, rating: Rating, transcript: Transcript }, _Menu: Menu };
}

export { formsStrings as strings } from './strings.ts';
export { css };
