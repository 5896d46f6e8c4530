/** A list that was kept as JSON, without what is not an item as we once wrote it; empty where it is no list, or `null`: nothing was kept. */
export function readList<T>(json: string | null, isItem: (value: unknown) => value is T): readonly T[] {
  try {
    const value: unknown = JSON.parse(json ?? '[]');
    return Array.isArray(value) ? value.filter(isItem) : [];
  } catch {
    return [];
  }
}
