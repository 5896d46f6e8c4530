import { browserLanguage } from '../env.ts';
import { hint } from './hint.ts';
import type { TillsideOptions } from './types.ts';

/** Options with every default filled in. */
export type Options = Required<TillsideOptions>;

type Raw = Readonly<Record<string, unknown>>;

const defaults = {
  consent: 'required',
  position: 'right',
  theme: 'auto',
  launcher: true,
  record: false,
  zIndex: 2_147_483_000,
  locale: '',
};

/** What may be written, in this order. */
const right =
  /^site_[a-z\d][\w-]*,https?:.*,(required|granted),(right|left),(auto|light|dark),((true|false),){2}\d+,([a-z]{2,3}(-\w+)*)?$/i;

/**
 * Takes what the shop wrote, in a tag's dataset or in `createTillside`. If anything is wrong, the console says what, and all
 * that can be left out has its default; without a site or a relay there is nothing to run, which is `undefined`.
 */
export function readOptions(raw: Raw): Options | undefined {
  const all = { ...defaults, ...raw };
  const { site, relayUrl } = raw;
  const isRight = right.test([site, relayUrl, ...Object.keys(defaults).map((name) => all[name as 'theme'])].join());
  if (!isRight) hint('options', raw);
  if (!/^site_.*,http/.test(`${String(site)},${String(relayUrl)}`)) return undefined;
  const { origin } = new URL(relayUrl as string);
  const { launcher, record, locale, ...rest } = isRight ? all : { ...defaults, site };
  return {
    ...rest,
    relayUrl: origin,
    launcher: String(launcher) === 'true',
    record: String(record) === 'true',
    locale: (locale || browserLanguage()).slice(0, 35),
  } as Options;
}
