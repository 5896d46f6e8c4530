import type { JSX } from 'preact';
import { useConsole } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Guard } from '../../ui/guard.tsx';
import { Toasts } from '../../ui/toasts.tsx';
import { ActivityPage } from '../activity/activity-page.tsx';
import { CartsPage } from '../carts/carts-page.tsx';
import { DeskPage } from './desk-page.tsx';
import { Palette } from '../palette/palette.tsx';
import { ShortcutSheet } from '../palette/shortcut-sheet.tsx';
import { AlertLines } from './alert-lines.tsx';
import { LinkLine } from './link-line.tsx';
import { ProfileDialog } from './profile-dialog.tsx';
import { Rail } from './rail.tsx';
import { RingDock } from './ring-dock.tsx';
import './shell.css';
import { useShortcuts } from './use-shortcuts.ts';

/** Everything a signed-in rep sees. */
export function Shell(): JSX.Element {
  const { nav, ui } = useConsole();
  useShortcuts();
  const { view, id } = nav.route.value;
  const overlay = ui.overlay.value;
  const close = (): void => void (ui.overlay.value = undefined);
  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={skip}>
        {strings.shell.skip}
      </a>
      <AlertLines />
      <LinkLine />
      <div class={`shell-body ${view === 'desk' && id !== undefined ? 'in-conversation' : ''}`}>
        <Rail />
        {view === 'desk' && <DeskPage />}
        {view === 'activity' && (
          <Guard key={view}>
            <ActivityPage />
          </Guard>
        )}
        {view === 'carts' && (
          <Guard key={view}>
            <CartsPage />
          </Guard>
        )}
      </div>
      <RingDock />
      <Toasts />
      {overlay === 'palette' && <Palette onClose={close} />}
      {overlay === 'profile' && <ProfileDialog onClose={close} />}
      {overlay === 'keys' && <ShortcutSheet onClose={close} />}
    </div>
  );
}

/** Not by the address: what stands after `#` is the place in the console. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
