import { useEffect } from 'preact/hooks';
import { tinykeys } from 'tinykeys';
import { neighbour } from '../../desk/floor.ts';
import type { Console } from '../../state/console.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import type { Desk } from '../../state/desk.ts';
import type { Overlay } from '../../state/ui.ts';

/** The console's keys. By physical key with Alt, because Alt types other characters on many keyboards. */
export function useShortcuts(): void {
  const app = useConsole();
  const desk = useDesk();
  useEffect(() => {
    const stops = [
      tinykeys(window, withModifiers(app, desk), { ignore: () => false }),
      tinykeys(window, plainKeys(app, desk), { ignore: isInControl }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [app, desk]);
}

/** Keys without a modifier belong to the control that has the focus. A radio button has no use for ours, and often keeps the focus: the status. */
const CONTROLS =
  'input:not([type="radio"]), textarea, select, button, a, dialog, [role="separator"], [contenteditable]';

const isInControl = (event: KeyboardEvent): boolean =>
  event.repeat || event.isComposing || (event.target instanceof Element && event.target.closest(CONTROLS) !== null);

type Bindings = Record<string, (event: KeyboardEvent) => void>;

function withModifiers({ ui }: Console, desk: Desk): Bindings {
  const doing =
    (run: () => void) =>
    (event: KeyboardEvent): void => {
      if (document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      run();
    };
  const step = (by: 1 | -1): void => {
    const { mine, queue } = desk.floor.value;
    const order = [...mine, ...queue].map((item) => item.conversation);
    const next = neighbour(order, desk.selected.value, by);
    if (next !== undefined) desk.select(next);
  };
  const toggle = (what: Overlay): void => void (ui.overlay.value = ui.overlay.value === what ? undefined : what);
  const here = (run: (conversation: string) => void) => (): void => {
    if (desk.selected.value !== undefined) run(desk.selected.value);
  };
  /** What goes with a reply: from a note it leads back to that. */
  const withReply = (what: Overlay) =>
    here((conversation) => {
      if (desk.standing(conversation).kind !== 'mine') return;
      desk.drafts.change(conversation, { mode: 'reply' });
      toggle(what);
    });
  return {
    '$mod+KeyK': (event) => {
      event.preventDefault();
      toggle('palette');
    },
    'Alt+KeyJ': doing(() => step(1)),
    'Alt+KeyK': doing(() => step(-1)),
    'Alt+KeyA': doing(() => onRing(desk, desk.actions.answer)),
    'Alt+KeyX': doing(() => onRing(desk, desk.actions.pass)),
    'Alt+KeyS': doing(
      () => void desk.actions.setStatus(desk.floor.value.status === 'available' ? 'away' : 'available'),
    ),
    'Alt+KeyN': doing(
      here((conversation) => {
        desk.drafts.change(conversation, { mode: desk.drafts.of(conversation).mode === 'note' ? 'reply' : 'note' });
        ui.composerFocus.value++;
      }),
    ),
    'Alt+KeyP': doing(withReply('add')),
    'Alt+KeyO': doing(withReply('offers')),
    'Alt+KeyE': doing(here(() => toggle('resolve'))),
    'Alt+KeyT': doing(here(() => toggle('transfer'))),
    'Alt+KeyV': doing(here(() => (ui.isWide.value ? document.getElementById('visitor')?.focus() : toggle('details')))),
  };
}

function plainKeys({ ui, prefs }: Console, desk: Desk): Bindings {
  return {
    'Shift+?': () => {
      if (prefs.prefs.value.singleKeys && ui.overlay.value === undefined) ui.overlay.value = 'keys';
    },
    Enter: (event) => {
      if (document.querySelector('dialog[open]') !== null || desk.rings.value.length === 0) return;
      event.preventDefault();
      onRing(desk, desk.actions.answer);
    },
    Escape: () => {
      if (ui.overlay.value !== undefined) ui.overlay.value = undefined;
      else if (ui.isPhone.value) desk.select(undefined);
    },
  };
}

function onRing(desk: Desk, run: Desk['actions']['answer']): void {
  const ring = desk.rings.value[0];
  if (ring) void run(ring);
}
