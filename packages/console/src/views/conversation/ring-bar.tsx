import type { JSX } from 'preact';
import { useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import './ring-bar.css';

/** In place of the composer while the open conversation rings. */
export function RingBar({ conversation }: { readonly conversation: string }): JSX.Element {
  const { rings, actions } = useDesk();
  const ring = rings.value.find((other) => other.conversation === conversation);
  const isBusy = actions.busy.value.has(conversation);
  return (
    <div class="ring-bar">
      <span class="ring-bar-text">{strings.composer.ringingYou}</span>
      <Button disabled={isBusy || !ring} onClick={() => ring && void actions.pass(ring)}>
        {strings.ring.pass}
      </Button>
      <Button look="shop" busy={isBusy} disabled={!ring} onClick={() => ring && void actions.answer(ring)}>
        {isBusy ? strings.ring.answering : strings.ring.answer} <Kbd keys="Enter" />
      </Button>
    </div>
  );
}
