import { useSignal } from '@preact/signals';
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { matchPalette } from '../../desk/palette.ts';
import { sayCount } from '../../format.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import './palette.css';
import { paletteItems } from './palette-items.ts';

/** Type a few letters, press Enter: a conversation, a status, a view. */
export function Palette({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const app = useConsole();
  const desk = useDesk();
  const typed = useSignal('');
  const at = useSignal(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => input.current?.focus(), []);
  const items = matchPalette(paletteItems(app, desk), typed.value);
  const chosen = Math.min(at.value, items.length - 1);
  const text = strings.palette;

  const run = (index: number): void => {
    onClose();
    items[index]?.run();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && items.length > 0) {
      event.preventDefault();
      at.value = (chosen + step + items.length) % items.length;
      list.current?.querySelectorAll('[role="option"]')[at.value]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      run(chosen);
    }
  };
  return (
    <Dialog title={text.label} place="top" bare onClose={onClose}>
      <div class="palette-box">
        <Icon name="search" size={20} />
        <input
          ref={input}
          class="palette-input"
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-label={text.label}
          aria-activedescendant={items.length > 0 ? `palette-${chosen}` : undefined}
          placeholder={text.placeholder}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            at.value = 0;
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} class="palette-list" id="palette-list" role="listbox" aria-label={text.label}>
        {items.map((item, index) => (
          <div
            key={item.key}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === chosen}
            class="palette-item"
            onPointerMove={() => (at.value = index)}
            onClick={() => run(index)}
          >
            <Icon name={item.group === 'conversations' ? 'person' : 'chevronRight'} />
            <span class="palette-label cut">{item.label}</span>
            {item.detail !== undefined && <span class="palette-detail figures cut">{item.detail}</span>}
            {item.keys !== undefined && <Kbd keys={item.keys} />}
          </div>
        ))}
      </div>
      <p class={items.length > 0 ? 'unseen' : 'palette-none'} role="status">
        {items.length > 0 ? sayCount(text.results, items.length) : text.none}
      </p>
    </Dialog>
  );
}
