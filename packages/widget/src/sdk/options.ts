import { pageLanguage, userLanguage } from '../env.ts';
import { hint } from './hint.ts';
import type { TillsideOptions } from './types.ts';

/** Options with every default filled in. The two that calls may change are never copied: whoever needs one asks for it again. */
export interface Options extends Required<Omit<TillsideOptions, 'nonce' | 'locale' | 'theme'>> {
  locale: string;
  theme: 'auto' | 'light' | 'dark';
}

type Raw = Readonly<Record<string, unknown>>;

const HIGHEST = 2_147_483_000;

/** What each may be; the first is the default. */
const CHOICES = {
  consent: 'required granted',
  position: 'right left',
  theme: 'auto light dark',
  launcher: 'true false',
  record: 'false true',
  lazy: 'false true',
};

/** A language tag; `lang` of many pages is none (`en_US`), which would make `Intl` throw. */
const isTag = (tag: unknown): boolean => /^[a-z]{2,3}(-[a-z\d]{2,8})*$/i.test(tag as string);

/**
 * Takes what the shop wrote, in a tag's dataset or in `createTillside`. If anything is wrong, the console says what, and each
 * wrong one has its default; without a site or a relay there is nothing to run, which is `false`.
 */
export function readOptions(raw: Raw): Options | false {
  const { site, relayUrl, locale, zIndex = HIGHEST } = raw;
  const isRunnable = /^site_[a-z\d].*,https?:\/\/\w/i.test(`${site as string},${relayUrl as string}`);
  const isNumber = (zIndex as number) >= 0;
  let isRight = isRunnable && isNumber && isTag(locale ?? 'en');
  const options: Record<string, unknown> = {
    site,
    locale: [locale, pageLanguage()].find(isTag) ?? userLanguage(),
    zIndex: isNumber ? zIndex : HIGHEST,
  };
  for (const [name, words] of Object.entries(CHOICES)) {
    const [standard, ...others] = words.split(' ');
    const said = String(raw[name] ?? standard);
    const isOther = others.includes(said);
    isRight &&= isOther || said === standard;
    const value = isOther ? said : standard;
    options[name] = value === 'true' || (value !== 'false' && value);
  }
  if (!isRight) hint('options', raw);
  return isRunnable && ({ ...options, relayUrl: new URL(relayUrl as string).origin } as Options);
}
