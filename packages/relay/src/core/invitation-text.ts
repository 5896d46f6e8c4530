/**
 * The language of an invitation's words nearest to the visitor's: the tag itself, then its shorter forms (`de-AT`, `de`), for each
 * wish in order, then English, then whatever there is.
 */
export function chooseLanguage(
  texts: Readonly<Record<string, string>>,
  wishes: readonly (string | undefined)[],
): string | undefined {
  const byTag = new Map(Object.keys(texts).map((tag) => [tag.toLowerCase(), tag]));
  for (const wish of [...wishes, 'en']) {
    const parts = wish?.toLowerCase().split('-') ?? [];
    for (let length = parts.length; length > 0; length -= 1) {
      const tag = byTag.get(parts.slice(0, length).join('-'));
      if (tag !== undefined) return tag;
    }
  }
  return byTag.values().next().value;
}

/** The first of the names: what a salesperson is called by. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/, 1)[0] ?? name;
}

/** What an invitation's words may name; absent: not known. */
export interface TextValues {
  /** First name of the rep who is promised. */
  readonly rep?: string;
  readonly team?: string;
  readonly site: string;
  /** What the cart is worth, written out. */
  readonly cart?: string;
}

/**
 * Fills in `{rep}`, `{team}`, `{site}` and `{cart}`; `{name|words}` says which words to use where it is not known, else there are none (for
 * a rep: the team). Any other brace stands as it is.
 */
export function renderText(template: string, values: TextValues): string {
  return template.replaceAll(
    /\{(rep|team|site|cart)(?:\|([^{}|]*))?\}/g,
    (_, name: keyof TextValues, words: string | undefined) =>
      values[name] ?? words ?? (name === 'rep' ? values.team : undefined) ?? '',
  );
}

/** Money as people of this language read it. `undefined`: no such currency or language is known here. */
export function writeMoney(value: number, currency: string, language: string): string | undefined {
  try {
    const format = new Intl.NumberFormat(language, { style: 'currency', currency });
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    return format.format(value / 10 ** digits);
  } catch {
    return undefined;
  }
}
