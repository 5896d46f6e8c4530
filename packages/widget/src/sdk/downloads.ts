import type { isRolledOut } from '@tillside/rules';
import type { Extras } from '@tillside/rules/core';
import type { MoreModule } from '../facts/types.ts';
import type { Link, LinkHost } from '../link/types.ts';
import type { RecordModule } from '../record/record.ts';
import type { Ui, UiHost } from '../ui/types.ts';
import type { WatchModule } from '../watch/create-watch.ts';

/** What many pages never need, by the name of its entry. */
export interface Downloads {
  readonly link: { readonly createLink: (host: LinkHost) => Link };
  readonly ui: { readonly createUi: (host: UiHost) => Ui };
  readonly facts: MoreModule;
  readonly extras: { readonly extras: Extras; readonly isRolledOut: typeof isRolledOut };
  readonly watch: WatchModule;
  readonly record: RecordModule;
}

/** Downloads one of them; the same module each time. */
export type Load = <Name extends keyof Downloads>(name: Name) => Promise<Downloads[Name]>;
