type Raw = Readonly<Record<string, unknown>>;

const oneOf =
  (...allowed: readonly string[]) =>
  (value: string): string | undefined =>
    allowed.includes(value) ? undefined : `it can be ${allowed.join(' or ')}; ${allowed[0]} is used`;

const isLocale = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};

/** What is wrong with one option, if anything. */
const checks: Readonly<Record<string, (value: string) => string | undefined>> = {
  site: (value) =>
    /^site_[a-z0-9][a-z0-9_-]*$/.test(value)
      ? undefined
      : 'it must be the id that "tillside site snippet" prints, site_…',
  relayUrl: (value) => (/^https?:\/\//.test(value) ? undefined : 'it must be the address of the relay, https://…'),
  consent: oneOf('required', 'granted'),
  position: oneOf('right', 'left'),
  theme: oneOf('auto', 'light', 'dark'),
  launcher: oneOf('true', 'false'),
  record: oneOf('false', 'true'),
  lazy: oneOf('false', 'true'),
  locale: (value) =>
    isLocale(value) ? undefined : 'it must be a language tag such as en or de-AT; the page’s is used',
  zIndex: (value) => (/^\d+$/.test(value) ? undefined : 'it must be a whole number; 2147483000 is used'),
};

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Every option that is wrong, by the names in which script tags and createTillside know it. */
export function explainOptions(raw: Raw): string {
  const wrong = Object.entries(checks).flatMap(([name, check]) => {
    const isNeeded = name === 'site' || name === 'relayUrl';
    const given = raw[name];
    const value = given === undefined ? '' : (JSON.stringify(given) ?? '').replace(/^"|"$/g, '');
    const problem = given !== undefined || isNeeded ? check(value) : undefined;
    return problem ? [`${name} (data-${kebab(name)}) is "${value}": ${problem}.`] : [];
  });
  return `wrong options. ${wrong.join(' ')}`;
}
