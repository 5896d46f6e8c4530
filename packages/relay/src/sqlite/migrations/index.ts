import { first } from './0001-first.ts';
import { budgets } from './0002-budgets.ts';
import { byMessage } from './0003-by-message.ts';
import { fairFloor } from './0004-fair-floor.ts';
import { releasedClaims } from './0005-released-claims.ts';
import { keeping } from './0006-keeping.ts';
import { loads } from './0007-loads.ts';
import { compacted } from './0008-compacted.ts';
import { trimmed } from './0009-trimmed.ts';
import { journalTops } from './0010-journal-tops.ts';

/** In order; the n-th leads from `user_version` n - 1 to n. One that was released is never changed: add the next. */
export const migrations: readonly string[] = [
  first,
  budgets,
  byMessage,
  fairFloor,
  releasedClaims,
  keeping,
  loads,
  compacted,
  trimmed,
  journalTops,
];
