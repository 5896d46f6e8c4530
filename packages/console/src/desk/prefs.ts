export type Theme = 'auto' | 'light' | 'dark';

/** What a rep arranged once, kept in this browser. */
export interface Prefs {
  readonly theme: Theme;
  /** Widths of the outer panes. CSS pixels. */
  readonly floorWidth: number;
  readonly visitorWidth: number;
  /** Shortcuts of one character, which some input methods set off by accident. */
  readonly singleKeys: boolean;
}

export const floorWidths = { min: 264, max: 440 } as const;
export const visitorWidths = { min: 260, max: 480 } as const;

export const defaultPrefs: Prefs = { theme: 'auto', floorWidth: 320, visitorWidth: 320, singleKeys: true };

/** Each setting by itself: one that is broken or from another version falls back alone. */
export function readPrefs(json: string | null): Prefs {
  let kept: Partial<Record<keyof Prefs, unknown>>;
  try {
    kept = (JSON.parse(json ?? '{}') ?? {}) as typeof kept;
  } catch {
    return defaultPrefs;
  }
  const within = (value: unknown, { min, max }: { min: number; max: number }, otherwise: number): number =>
    typeof value === 'number' && Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : otherwise;
  const theme = (['auto', 'light', 'dark'] as const).find((name) => name === kept.theme);
  return {
    theme: theme ?? defaultPrefs.theme,
    floorWidth: within(kept.floorWidth, floorWidths, defaultPrefs.floorWidth),
    visitorWidth: within(kept.visitorWidth, visitorWidths, defaultPrefs.visitorWidth),
    singleKeys: typeof kept.singleKeys === 'boolean' ? kept.singleKeys : defaultPrefs.singleKeys,
  };
}
