import type { formsStrings } from '../ui/forms/strings.ts';
import type { guideStrings } from '../ui/guide/strings.ts';
import type { richStrings } from '../ui/rich/strings.ts';
import type { strings } from '../ui/strings.ts';
import type { invitationStrings } from '../ui/invitation/strings.ts';
import type { panelStrings } from '../ui/panel/strings.ts';
import type { uploadsStrings } from '../ui/uploads/strings.ts';

type English = typeof strings &
  typeof invitationStrings &
  typeof panelStrings &
  typeof richStrings &
  typeof formsStrings &
  typeof uploadsStrings &
  typeof guideStrings;

/** Texts that are said differently by number. Their values have a `count`. */
export type PluralKey = 'unread' | 'kept' | 'left';
/** Every text of the widget. */
export type StringKey = Exclude<keyof English, `${PluralKey}.${string}`>;

/**
 * One language, complete: a missing key does not compile. Of a text that is said by number the key alone holds the form for all numbers
 * that have none of their own (`kept.one`, `kept.few`; names as in Intl.PluralRules).
 */
export type Language = Readonly<Record<StringKey, string>> &
  Readonly<Partial<Record<`${PluralKey}.${Intl.LDMLPluralRule}`, string>>>;
