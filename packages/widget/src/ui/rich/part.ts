import { setKit } from '../part/kit.ts';
import type { Kit } from '../part/kit.ts';
import { Card } from './card.tsx';
import { chime } from './chime.ts';
import { Replies } from './replies.tsx';
import css from './rich.css?inline';
import { Text } from './text.tsx';
import type { Rich } from './types.ts';

export function createPart(kit: Kit): Rich {
  setKit(kit);
  return { _Text: Text, _Card: Card, _Replies: Replies, _chime: chime };
}

export { richStrings as strings } from './strings.ts';
export { css };
