import type { FloorItem } from '@tillside/protocol';
import { visitorName } from '../../desk/names.ts';
import type { PaletteItem } from '../../desk/palette.ts';
import { views } from '../../desk/route.ts';
import { formatMoney, say } from '../../format.ts';
import type { Console } from '../../state/console.ts';
import type { Desk } from '../../state/desk.ts';
import { leave } from '../../state/leave.ts';
import { strings } from '../../strings.ts';

/** Everything the palette can do now. */
export function paletteItems(app: Console, desk: Desk): readonly PaletteItem[] {
  const { nav, prefs, ui } = app;
  const { palette, shell, status } = strings;
  const { mine, queue } = desk.floor.value;
  const recent = desk.history.recent.value.value?.items ?? [];
  const known = new Map<string, FloorItem>();
  for (const item of [...mine, ...queue, ...recent]) {
    if (!known.has(item.conversation)) known.set(item.conversation, item);
  }
  const command = (key: string, label: string, run: () => void, keys?: string): PaletteItem => ({
    key,
    group: 'commands',
    label,
    run,
    ...(keys === undefined ? {} : { keys }),
  });
  return [
    ...[...known.values()].map((item): PaletteItem => ({
      key: item.conversation,
      group: 'conversations',
      label: `${visitorName(item.visitor)} · ${desk.site(item.site)?.name ?? ''}`,
      detail: [strings.state[item.state], item.cart && formatMoney(item.cart)].filter(Boolean).join(' · '),
      run: () => desk.select(item.conversation),
    })),
    ...(['available', 'away'] as const).map((next) =>
      command(next, say(palette.set, { status: status[next] }), () => void desk.actions.setStatus(next)),
    ),
    ...views.map((view) => command(view, say(palette.goto, { view: shell[view] }), () => nav.go(view))),
    ...(['light', 'dark', 'auto'] as const).map((theme) => {
      const name = { light: shell.themeLight, dark: shell.themeDark, auto: shell.themeAuto }[theme];
      return command(`theme-${theme}`, `${shell.theme}: ${name}`, () => prefs.change({ theme }));
    }),
    command('keys', shell.shortcuts, () => (ui.overlay.value = 'keys'), '?'),
    command('out', shell.signOut, () => void leave(app)),
  ];
}
