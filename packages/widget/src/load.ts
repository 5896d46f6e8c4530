import type { Downloads, Load } from './sdk/downloads.ts';

/** Every part by its name, for bundlers of shops: each becomes a chunk of its own. The test of the package compares it with src/entries. */
const parts: { readonly [Name in keyof Downloads]?: () => Promise<Downloads[Name]> } = {
  talk: () => import('./entries/talk.ts'),
  link: () => import('./entries/link.ts'),
  ui: () => import('./entries/ui.ts'),
  facts: () => import('./entries/facts.ts'),
  extras: () => import('./entries/extras.ts'),
  watch: () => import('./entries/watch.ts'),
  record: () => import('./entries/record.ts'),
  calls: () => import('./entries/calls.ts'),
  panel: () => import('./entries/panel.ts'),
  invitation: () => import('./entries/invitation.ts'),
};

/** Several at once, `extras.facts`, are one file with the script tag and as many here. */
export const load = (async (names: string) => {
  const found = await Promise.all(
    names.split('.').map((name) => {
      const part = parts[name as keyof Downloads];
      if (!part) throw new Error(`this build has no part "${name}"`);
      return part();
    }),
  );
  return found.length === 1 ? found[0] : Object.assign({}, ...found);
}) as Load;
