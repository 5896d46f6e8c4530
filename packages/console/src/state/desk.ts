import { computed, effect, signal, untracked } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { ConsoleSite, FloorItem, Me } from '@tillside/protocol';
import type { LinkState } from '@tillside/protocol/client';
import { floorItem } from '../desk/floor.ts';
import { ownSites, siteById } from '../desk/names.ts';
import { standingOf } from '../desk/standing.ts';
import type { Standing } from '../desk/standing.ts';
import type { Api } from '../http/api.ts';
import type { DeskEvent, DeskLink } from '../link/desk-link.ts';
import type { Clock } from './clock.ts';
import { createActions } from './actions.ts';
import type { Actions } from './actions.ts';
import { createDraftsStore } from './drafts-store.ts';
import type { DraftsStore } from './drafts-store.ts';
import { createFloorStore } from './floor-store.ts';
import type { FloorListener, FloorStore } from './floor-store.ts';
import { createHistoryStore } from './history-store.ts';
import type { HistoryStore } from './history-store.ts';
import type { Shelf } from './kept.ts';
import type { Nav } from './nav.ts';
import { createAskWhy } from './why.ts';
import type { AskWhy } from './why.ts';
import type { OutReason } from './session.ts';
import { createThreadsStore } from './threads-store.ts';
import type { ThreadsStore } from './threads-store.ts';
import { createUploads } from './uploads.ts';
import type { Uploads } from './uploads.ts';
import { createUnsentStore } from './unsent-store.ts';
import type { UnsentStore } from './unsent-store.ts';

export interface DeskPorts extends FloorListener {
  readonly me: Me;
  readonly api: Api;
  readonly clock: Clock;
  readonly nav: Nav;
  readonly shelf: Shelf;
  readonly openLink: (onEvent: (event: DeskEvent) => void) => DeskLink;
  readonly onOut: (reason: OutReason) => void;
  /** Something the rep asked for did not work. */
  readonly fail: (text: string) => void;
  /** Something goes on that takes a moment. */
  readonly tell: (text: string) => void;
}

/** Everything a signed-in rep works with. */
export interface Desk extends FloorStore {
  readonly me: Me;
  readonly api: Api;
  readonly link: DeskLink;
  /** `again`: it was up before. */
  readonly linkState: ReadonlySignal<LinkState | 'again'>;
  readonly threads: ThreadsStore;
  readonly unsent: UnsentStore;
  readonly uploads: Uploads;
  readonly drafts: DraftsStore;
  readonly history: HistoryStore;
  readonly actions: Actions;
  readonly askWhy: AskWhy;
  /** The open conversation. */
  readonly selected: ReadonlySignal<string | undefined>;
  site(id: string | undefined): ConsoleSite | undefined;
  item(conversation: string | undefined): FloorItem | undefined;
  /** Whose it is, also where no list of the floor has it any more. */
  about(conversation: string): { readonly site: string; readonly visitor: string | undefined } | undefined;
  standing(conversation: string): Standing;
  select(conversation: string | undefined): void;
  /** Something is written in the open conversation: Enter belongs to it. */
  readonly isWriting: ReadonlySignal<boolean>;
  stop(): void;
}

/** Where the link's close codes lead. */
const OUT: Readonly<Record<number, OutReason>> = { 4509: 'revoked', 4501: 'denied' };

export function createDesk(ports: DeskPorts): Desk {
  const { me, api, clock, nav } = ports;
  const linkState = signal<LinkState | 'again'>('connecting');
  const link = ports.openLink(onEvent);
  const floors = createFloorStore(me.rep.status, clock.read, ports);
  const threads = createThreadsStore(link, clock.read);
  const unsent = createUnsentStore(link, ports.shelf, me.rep.id, clock.read);
  const history = createHistoryStore(
    api,
    ownSites(me).map((site) => site.id),
    () => ports.onOut('expired'),
  );
  let wasUp = false;
  let before: ReadonlySet<string> = new Set();

  function onEvent(event: DeskEvent): void {
    unsent.onEvent(event);
    if (event.type === 'signed_out') ports.onOut('expired');
    else if (event.type === 'missing') threads.onMissing(event.conversation);
    else if (event.type === 'link') {
      linkState.value = wasUp && event.state !== 'up' && event.state !== 'stopped' ? 'again' : event.state;
      if (event.state === 'stopped') ports.onOut(OUT[event.code ?? 0] ?? 'expired');
      if (event.state !== 'up') return;
      wasUp = true;
      // What happened meanwhile came over no socket.
      void history.loadActivity();
      void history.loadRecent();
    } else if (event.type === 'told') {
      if (event.frame.type === 'welcomed') clock.set(event.frame.now);
      floors.onTold(event.frame);
      threads.onTold(event.frame);
      history.onTold(event.frame);
    }
  }

  const drafts = createDraftsStore(ports.shelf, me.rep.id);
  const select = (conversation: string | undefined): void => nav.go('desk', conversation);
  const selected = computed(() => (nav.route.value.view === 'desk' ? nav.route.value.id : undefined));
  const standing = (conversation: string): Standing => {
    const mine = floors.floor.value.mine.find((item) => item.conversation === conversation);
    return standingOf(me.rep.id, mine, threads.of(conversation).engagement);
  };
  const recentItems = computed(() => history.recent.value.value?.items ?? []);
  const stops = [
    effect(() => {
      const mine = floors.floor.value.mine.map((item) => item.conversation);
      const open = selected.value;
      threads.watch(open === undefined || mine.includes(open) ? mine : [open, ...mine]);
    }),
    effect(() => floors.tick(clock.now.value)),
    effect(() => {
      const mine = new Set(floors.floor.value.mine.map((item) => item.conversation));
      const hasLeft = [...before].some((conversation) => !mine.has(conversation));
      before = mine;
      // What was resolved or moved on is found among the recent ones.
      if (hasLeft) untracked(() => void history.loadRecent());
    }),
  ];
  return {
    ...floors,
    me,
    api,
    link,
    linkState,
    threads,
    unsent,
    uploads: createUploads({
      api,
      put: unsent.put,
      assignment(conversation) {
        const now = standing(conversation);
        return now.kind === 'mine' ? now.assignment : undefined;
      },
      tell: ports.tell,
      fail: ports.fail,
    }),
    drafts,
    history,
    selected,
    actions: createActions({ command: link.command, floors, select, fail: ports.fail }),
    askWhy: createAskWhy(api, (site) => siteById(me.sites, site)?.currency),
    site: (id) => siteById(me.sites, id),
    item: (conversation) => floorItem(floors.floor.value, recentItems.value, conversation),
    about(conversation) {
      const item = floorItem(floors.floor.value, recentItems.value, conversation);
      if (item) return item;
      const line = history.activity.value.value?.items.find((other) => other.conversation === conversation);
      return line && { site: line.site, visitor: line.visitor };
    },
    standing,
    select,
    isWriting: computed(() => {
      if (selected.value === undefined) return false;
      const draft = drafts.of(selected.value);
      return draft[draft.mode] !== '';
    }),
    stop() {
      for (const stop of stops) stop();
      drafts.stop();
      unsent.stop();
      link.close();
    },
  };
}
