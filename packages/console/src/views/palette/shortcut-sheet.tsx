import type { JSX } from 'preact';
import { useConsole } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import './palette.css';

const { keys } = strings;
const GROUPS = [
  {
    title: keys.ring,
    rows: [
      ['Enter', keys.answer],
      ['Alt+A', keys.answerAlways],
      ['Alt+X', keys.pass],
    ],
  },
  {
    title: keys.inConversation,
    rows: [
      ['Enter', keys.send],
      ['Shift+Enter', keys.newline],
      ['Alt+N', keys.note],
      ['Alt+O', keys.offer],
      ['Alt+P', keys.add],
      ['Alt+E', keys.resolve],
      ['Alt+T', keys.transfer],
      ['Alt+V', keys.details],
    ],
  },
  {
    title: keys.anywhere,
    rows: [
      ['Alt+J', keys.next],
      ['Alt+K', keys.previous],
      ['Alt+S', keys.status],
      ['$mod+K', keys.palette],
      ['?', keys.sheet],
      ['Escape', keys.escape],
    ],
  },
] as const;

export function ShortcutSheet({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { prefs } = useConsole();
  return (
    <Dialog title={keys.title} onClose={onClose}>
      <div class="keys">
        {GROUPS.map(({ title, rows }) => (
          <section key={title}>
            <h3>{title}</h3>
            <ul>
              {rows.map(([combination, what]) => (
                <li key={what}>
                  {what} <Kbd keys={combination} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <div class="keys-foot">
        <label>
          <input
            type="checkbox"
            checked={prefs.prefs.value.singleKeys}
            onChange={(event) => prefs.change({ singleKeys: event.currentTarget.checked })}
          />
          {keys.single}
        </label>
        <p>{keys.resize}</p>
      </div>
    </Dialog>
  );
}
