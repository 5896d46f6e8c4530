import type { isRolledOut } from '@tillside/rules';
import type { Extras } from '@tillside/rules/core';
import type { CallsModule } from '../calls/calls.ts';
import type { MoreModule } from '../facts/types.ts';
import type { HealthModule } from '../health/watch-health.ts';
import type { HttpModule } from '../link/http-socket.ts';
import type { MaskModule } from '../link/mask-link.ts';
import type { GuestsModule } from '../guests/guests.ts';
import type { Link, LinkHost } from '../link/types.ts';
import type { TabsModule } from '../link/tabs/types.ts';
import type { PartModule } from '../ui/part/types.ts';
import type { PreviewModule } from '../preview/create-preview.ts';
import type { RecordModule } from '../record/record.ts';
import type { RememberModule } from '../remember/remember.ts';
import type { PanelParts } from '../ui/parts.ts';
import type { TalkModule } from '../talk/talk.ts';
import type { Ui, UiHost } from '../ui/types.ts';
import type { WatchModule } from '../watch/create-watch.ts';
import type { GuestModule } from './guests.ts';
import type { LanguageModule } from './parts.ts';

/** What a playbook may need before it can judge a page, by the names that `boot` gives. */
export interface Needed {
  readonly extras: { readonly extras: Extras; readonly isRolledOut: typeof isRolledOut };
  readonly facts: MoreModule;
  readonly watch: WatchModule;
}

/** Parts that know a platform which may be on the shop's page. */
export interface Guests {
  readonly consent: GuestModule;
  readonly shopify: GuestModule;
  readonly woocommerce: GuestModule;
  readonly adobe: GuestModule;
  readonly segment: GuestModule;
}

/** The languages of the panel besides English. */
export type Language = 'ar' | 'de' | 'es' | 'fr' | 'it' | 'ja' | 'nl' | 'pl' | 'pt';

interface LinkModule {
  readonly createLink: (host: LinkHost) => Link;
}

interface UiModule {
  readonly createUi: (host: UiHost) => Ui;
}

/** What many pages never need, by the name of its entry: `src/entries/NAME.ts`. */
export interface Downloads extends Needed, Guests, Readonly<Record<Language, LanguageModule>> {
  readonly link: LinkModule;
  readonly ui: UiModule;
  readonly guests: GuestsModule;
  readonly talk: TalkModule;
  readonly record: RecordModule;
  readonly remember: RememberModule;
  readonly calls: CallsModule;
  readonly http: HttpModule;
  readonly tabs: TabsModule;
  readonly mask: MaskModule;
  /** What is needed at once is one file, and so one request: the build has these combinations, and those of `Needed`. */
  readonly 'link.ui.mask': LinkModule & UiModule & MaskModule;
  readonly 'ui.mask': UiModule & MaskModule;
  readonly panel: PartModule<PanelParts['panel']>;
  readonly invitation: PartModule<PanelParts['invitation']>;
  readonly rich: PartModule<PanelParts['rich']>;
  readonly forms: PartModule<PanelParts['forms']>;
  readonly uploads: PartModule<PanelParts['uploads']>;
  readonly guide: PartModule<PanelParts['guide']>;
  readonly preview: PreviewModule;
  readonly health: HealthModule;
}

/** Downloads one of them; the same module each time. Rejects where it cannot be had: each caller has its way without. */
export type Load = <Name extends keyof Downloads>(name: Name) => Promise<Downloads[Name]>;
