import { UsageError } from '../host.ts';

const most = 20;

/** Languages as they are typed, with commas between, in their canonical form. @throws UsageError */
export function languagesOf(text: string): readonly string[] {
  const tags = text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  const languages = tags.map((tag) => {
    try {
      return Intl.getCanonicalLocales(tag)[0] ?? tag;
    } catch (error) {
      throw new UsageError(`--language ${JSON.stringify(tag)}: expected language tags such as en,de-AT.`, {
        cause: error,
      });
    }
  });
  if (languages.length > most)
    throw new UsageError(`--language names ${languages.length} languages; ${most} are the most.`);
  return [...new Set(languages)].toSorted();
}

/** A rep's share of a full rep's conversations. @throws UsageError */
export function weightOf(text: string): number {
  const weight = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (weight >= 0.05 && weight <= 1) return weight;
  throw new UsageError(`--weight ${text}: expected a share of a full rep's conversations, from 0.05 to 1.`);
}
