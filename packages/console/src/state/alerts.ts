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
    const { context } = desk.threads.of(ring.conversation);
    const step = item?.checkoutStep ?? context?.checkout?.step;
    const { noticeCart, noticeTitle, step: stepText } = strings.ring;
    const parts = [
      item?.cart && say(noticeCart, { value: formatMoney(item.cart) }),
      step !== undefined && say(stepText, { step }),
      context && pagePath(context.page.url),
    ];
    notices.show({
      tag: ring.conversation,
      title: say(noticeTitle, { shop: desk.site(ring.site)?.name ?? '' }),
      body: parts.filter(Boolean).join(' · '),
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
      const isOver = (before: Ring): boolean => !rings.some((ring) => ring.conversation === before.conversation);
      for (const ring of noticed.filter(isOver)) notices.close(ring.conversation);
      noticed = rings;
      if (!turn.hasTurn.value && sound.state.value === 'ready') return;
      // Again whenever more is known of it: the floor and the page come a moment after the ring.
      for (const ring of rings) notify(ring);
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
