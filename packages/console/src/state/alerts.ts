import { effect } from '@preact/signals';
import { setFavicon } from '../alerts/favicon.ts';
import type { Notices } from '../alerts/notices.ts';
import type { OneWindow } from '../alerts/one-window.ts';
import { pageTitle } from '../alerts/page-title.ts';
import type { RingSound } from '../alerts/ring-sound.ts';
import { unreadCount } from '../desk/floor.ts';
import { pagePath } from '../desk/names.ts';
import type { Ring } from '../desk/rings.ts';
import { formatMoney, say } from '../format.ts';
import { strings } from '../strings.ts';
import type { Desk } from './desk.ts';

export interface AlertPorts {
  readonly sound: RingSound;
  readonly notices: Notices;
  readonly turn: OneWindow;
  readonly document: Document;
  /** Brings this window before the others. */
  readonly focus: () => void;
}

/** Sound, title, icon and notification follow what rings. Returns what stops them. */
export function createAlerts(desk: Desk, ports: AlertPorts): () => void {
  const { sound, notices, turn, document } = ports;
  let noticed: readonly Ring[] = [];

  const notify = (ring: Ring): void => {
    const item = desk.item(ring.conversation);
    const page = pagePath(desk.threads.of(ring.conversation).context?.page.url ?? '');
    const { noticeBody, noticePlain, noticeTitle } = strings.ring;
    notices.show({
      tag: ring.conversation,
      title: say(noticeTitle, { shop: desk.site(ring.site)?.name ?? '' }),
      body: item?.cart ? say(noticeBody, { value: formatMoney(item.cart), page }) : page && say(noticePlain, { page }),
      onClick() {
        ports.focus();
        void desk.actions.answer(ring);
      },
    });
  };

  const stops = [
    effect(() => {
      if (sound.state.value === 'ready') turn.join();
    }),
    effect(() => {
      if (desk.rings.value.length > 0 && turn.hasTurn.value) sound.start();
      else sound.stop();
    }),
    effect(() => {
      const ring = desk.ring.value;
      const unread = unreadCount(desk.floor.value);
      const shop = ring && { shop: desk.site(ring.ring.site)?.name ?? '', cart: ring.item?.cart };
      document.title = pageTitle(shop, unread);
      setFavicon(document, ring ? 'ringing' : unread > 0 ? 'unread' : 'none');
    }),
    effect(() => {
      const rings = desk.rings.value;
      const is = (list: readonly Ring[], ring: Ring): boolean =>
        list.some((other) => other.engagement === ring.engagement);
      const [before, now] = [noticed, rings];
      noticed = rings;
      for (const ring of before) if (!is(now, ring)) notices.close(ring.conversation);
      if (!turn.hasTurn.value && sound.state.value === 'ready') return;
      for (const ring of now) if (!is(before, ring)) notify(ring);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    sound.stop();
    for (const ring of noticed) notices.close(ring.conversation);
    document.title = strings.shell.product;
    setFavicon(document, 'none');
  };
}
