import type { JSX } from 'preact';
import type { View } from '../../desk/route.ts';
import { unreadCount } from '../../desk/floor.ts';
import { formatCount, sayCount } from '../../format.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Icon } from '../../ui/icon.tsx';
import type { IconName } from '../../ui/icon-paths.ts';
import { Sign } from '../sign-in/sign.tsx';
import { AccountMenu } from './account-menu.tsx';
import './rail.css';

const PLACES: readonly { readonly view: View; readonly icon: IconName }[] = [
  { view: 'desk', icon: 'desk' },
  { view: 'activity', icon: 'activity' },
  { view: 'carts', icon: 'cart' },
];

/** The views; a bar at the bottom on a phone. */
export function Rail(): JSX.Element {
  const { nav, ui } = useConsole();
  const { floor, rings } = useDesk();
  const here = nav.route.value.view;
  const unread = unreadCount(floor.value);
  return (
    <nav class="rail" aria-label={strings.shell.views}>
      <span class="rail-sign">
        <Sign size={32} />
      </span>
      {PLACES.map(({ view, icon }) => (
        <button
          key={view}
          type="button"
          class="rail-item"
          aria-current={here === view ? 'page' : undefined}
          onClick={() => nav.go(view)}
        >
          <span class="rail-icon">
            <Icon name={icon} size={20} />
            {view === 'desk' && (rings.value.length > 0 || unread > 0) && (
              <span class={`rail-count figures ${rings.value.length > 0 ? 'is-ringing' : ''}`}>
                <span aria-hidden="true">{rings.value.length > 0 ? '!' : formatCount(unread)}</span>
                <span class="unseen">
                  {rings.value.length > 0 ? strings.floor.ringing : sayCount(strings.floor.unread, unread)}
                </span>
              </span>
            )}
          </span>
          <span class="rail-label">{strings.shell[view]}</span>
        </button>
      ))}
      <span class="rail-gap" />
      <button
        type="button"
        class="rail-item rail-search"
        title={strings.shell.palette}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => (ui.overlay.value = 'palette')}
      >
        <span class="rail-icon">
          <Icon name="search" size={20} />
        </span>
        <span class="rail-label">{strings.shell.search}</span>
      </button>
      <AccountMenu />
    </nav>
  );
}
