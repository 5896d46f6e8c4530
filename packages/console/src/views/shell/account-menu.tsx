import type { JSX } from 'preact';
import type { Theme } from '../../desk/prefs.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import { leave } from '../../state/leave.ts';
import { strings } from '../../strings.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import './account-menu.css';

const THEMES: readonly { readonly value: Theme; readonly label: string }[] = [
  { value: 'auto', label: strings.shell.themeAuto },
  { value: 'light', label: strings.shell.themeLight },
  { value: 'dark', label: strings.shell.themeDark },
];

/** Who I am, how it looks, the shortcuts, the way out. */
export function AccountMenu(): JSX.Element {
  const app = useConsole();
  const { ui, prefs, sound } = app;
  const { me, floor } = useDesk();
  const { name, email, picture, teamName } = me.rep;
  const isOpen = ui.overlay.value === 'account';
  const open = (what: typeof ui.overlay.value): void => void (ui.overlay.value = what);
  return (
    <Menu
      label={strings.shell.account}
      open={isOpen}
      onClose={() => open(undefined)}
      place="beside"
      anchor={
        <button
          type="button"
          class="rail-item rail-me"
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          aria-label={`${strings.shell.account}: ${name}`}
          onClick={() => open(isOpen ? undefined : 'account')}
        >
          <Avatar name={name} picture={picture} dot={floor.value.status} />
        </button>
      }
    >
      <div class="account-head">
        <Avatar name={name} picture={picture} size="large" />
        <div class="cut">
          <p class="account-name cut">{name}</p>
          <p class="account-mail cut">{email}</p>
          <p class="account-mail cut">{teamName}</p>
        </div>
      </div>
      <div class="menu-line" />
      <p class="menu-head">{strings.shell.theme}</p>
      <div class="account-theme">
        <Segmented
          label={strings.shell.theme}
          name="theme"
          choices={THEMES}
          value={prefs.prefs.value.theme}
          onChoose={(theme) => prefs.change({ theme })}
        />
      </div>
      <div class="menu-line" />
      <button type="button" class="menu-item" onClick={() => open('profile')}>
        <Icon name="person" />
        {strings.shell.profile}
      </button>
      <button type="button" class="menu-item" onClick={() => open('keys')}>
        <Icon name="keyboard" />
        <span class="account-grow">{strings.shell.shortcuts}</span>
        <Kbd keys="?" />
      </button>
      <button type="button" class="menu-item" onClick={() => void sound.unlock().then(() => sound.once())}>
        <Icon name="sound" />
        {strings.shell.playRing}
      </button>
      <button type="button" class="menu-item" onClick={() => void leave(app)}>
        <Icon name="signOut" />
        {strings.shell.signOut}
      </button>
    </Menu>
  );
}
