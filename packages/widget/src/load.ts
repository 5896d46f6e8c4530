import type { Downloads, Load } from './sdk/downloads.ts';

/** Every part by its name, for bundlers of shops: each becomes a chunk of its own. The test of the package compares it with src/entries. */
const parts: { readonly [Name in keyof Downloads]?: () => Promise<Downloads[Name]> } = {
  adobe: () => import('./entries/adobe.ts'),
  ar: () => import('./entries/ar.ts'),
  calls: () => import('./entries/calls.ts'),
  consent: () => import('./entries/consent.ts'),
  de: () => import('./entries/de.ts'),
  es: () => import('./entries/es.ts'),
  extras: () => import('./entries/extras.ts'),
  facts: () => import('./entries/facts.ts'),
  forms: () => import('./entries/forms.ts'),
  fr: () => import('./entries/fr.ts'),
  guests: () => import('./entries/guests.ts'),
  guide: () => import('./entries/guide.ts'),
  health: () => import('./entries/health.ts'),
  http: () => import('./entries/http.ts'),
  invitation: () => import('./entries/invitation.ts'),
  it: () => import('./entries/it.ts'),
  ja: () => import('./entries/ja.ts'),
  link: () => import('./entries/link.ts'),
  mask: () => import('./entries/mask.ts'),
  nl: () => import('./entries/nl.ts'),
  panel: () => import('./entries/panel.ts'),
  pl: () => import('./entries/pl.ts'),
  preview: () => import('./entries/preview.ts'),
  pt: () => import('./entries/pt.ts'),
  record: () => import('./entries/record.ts'),
  remember: () => import('./entries/remember.ts'),
  rich: () => import('./entries/rich.ts'),
  segment: () => import('./entries/segment.ts'),
  shopify: () => import('./entries/shopify.ts'),
  tabs: () => import('./entries/tabs.ts'),
  talk: () => import('./entries/talk.ts'),
  ui: () => import('./entries/ui.ts'),
  uploads: () => import('./entries/uploads.ts'),
  watch: () => import('./entries/watch.ts'),
  woocommerce: () => import('./entries/woocommerce.ts'),
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
