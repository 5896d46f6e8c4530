/** Fills a template's `{name}`s in. */
export const fill = (template: string, parts: Readonly<Record<string, string>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole);
