/**
 * The words of an invitation in the language nearest to the visitor's: the tag itself, then its shorter forms (`de-AT`, `de`), for each
 * wish in order, then English, then whatever there is.
 */
export function chooseText(texts: Readonly<Record<string, string>>, wishes: readonly (string | undefined)[]): string {
  const byTag = new Map(Object.entries(texts).map(([tag, text]) => [tag.toLowerCase(), text]));
  for (const wish of [...wishes, 'en']) {
    const parts = wish?.toLowerCase().split('-') ?? [];
    for (let length = parts.length; length > 0; length -= 1) {
      const text = byTag.get(parts.slice(0, length).join('-'));
      if (text !== undefined) return text;
    }
  }
  return byTag.values().next().value ?? '';
}

/** The first of the names: what a salesperson is called by. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/, 1)[0] ?? name;
}

export interface TextNames {
  /** A rep's first name, or the team's where no rep is promised. */
  readonly rep: string;
  readonly site: string;
}

/** Fills in `{rep}` and `{site}`; any other brace stands as it is. */
export function renderText(template: string, names: TextNames): string {
  return template.replaceAll(/\{(rep|site)\}/g, (_, name: keyof TextNames) => names[name]);
}
