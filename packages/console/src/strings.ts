import { carts, keys, palette } from './strings/carts.ts';
import { composer, conversation, refusals, said } from './strings/conversation.ts';
import { floor, ring, state } from './strings/floor.ts';
import { ended, putOff, reason, transfer } from './strings/hand-over.ts';
import { alerts, link, shell, status } from './strings/shell.ts';
import { signIn } from './strings/sign-in.ts';
import { why } from './strings/why.ts';
import { activity, did, outcome, outcomeMeans, visitor, withheld } from './strings/visitor.ts';

/** Everything the console says to people. `{name}` is filled by `say`; `{ one, other }` is chosen by `sayCount`. */
export const strings = {
  signIn,
  shell,
  status,
  link,
  alerts,
  floor,
  ring,
  state,
  conversation,
  said,
  composer,
  reason,
  transfer,
  putOff,
  ended,
  refusals,
  visitor,
  activity,
  outcome,
  outcomeMeans,
  withheld,
  did,
  why,
  carts,
  palette,
  keys,
} as const;
