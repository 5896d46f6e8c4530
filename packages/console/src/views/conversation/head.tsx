import type { ConsoleSite, FloorItem } from '@tillside/protocol';
import type { JSX } from 'preact';
import { floorItem, waitsSince } from '../../desk/floor.ts';
import { visitorName } from '../../desk/names.ts';
import type { Standing } from '../../desk/standing.ts';
import { say } from '../../format.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Wait } from '../../ui/time.tsx';
import './head.css';
import { ResolvePicker } from './resolve-picker.tsx';

interface HeadProps {
  readonly conversation: string;
  readonly item: FloorItem | undefined;
  readonly visitor: string | undefined;
  readonly shop: ConsoleSite | undefined;
  readonly standing: Standing;
}

/** Which shop, which visitor, whose it is, how long the visitor waits. The shop is never out of view. */
export function ConversationHead({ conversation, item, visitor, shop, standing }: HeadProps): JSX.Element {
  const { ui } = useConsole();
  const { select, threads, floor } = useDesk();
  const { engagement } = threads.of(conversation);
  // What lies back is told as it was when it left this floor: no clock runs on that.
  const here = floorItem(floor.value, [], conversation);
  const since = here && standing.kind !== 'resolved' ? waitsSince(here) : undefined;
  const text = strings.conversation;
  return (
    <header class="head">
      {ui.isPhone.value && (
        <Button look="quiet" icon="back" label={strings.shell.back} onClick={() => select(undefined)} />
      )}
      <div class="head-names">
        <h1 class="head-title">
          <span class="head-shop cut">{shop?.name ?? ''}</span>
          <span class="head-visitor cut">{visitor && visitorName(visitor)}</span>
        </h1>
        <p class="head-state cut">
          {standingText(standing, engagement?.position, since === undefined)}
          {item?.isPreview && ` · ${text.preview}`}
          {engagement?.shown && ` · ${say(text.otherShown, { name: engagement.shown.name })}`}
        </p>
      </div>
      {since !== undefined && <Wait since={since} class="head-wait" />}
      {standing.kind === 'mine' && shop && (
        <ResolvePicker conversation={conversation} shop={shop} assignment={standing.assignment} />
      )}
      {!ui.isWide.value && (
        <Button
          icon="person"
          label={text.details}
          keys="Alt+V"
          popup="dialog"
          onClick={() => (ui.overlay.value = 'details')}
        />
      )}
    </header>
  );
}

function standingText(standing: Standing, position: number | undefined, isAnswered: boolean): string {
  const text = strings.conversation;
  switch (standing.kind) {
    case 'mine':
      if (standing.isByMessage) return `${text.withYou} · ${strings.state.by_message}`;
      return isAnswered ? `${text.withYou} · ${strings.state.waiting}` : text.withYou;
    case 'wrapping_up':
      return strings.state.wrap_up;
    case 'colleagues_message':
      return `${say(text.withRep, { name: standing.name })} · ${strings.state.by_message}`;
    case 'arriving':
      return isAnswered ? `${text.withYou} · ${strings.state.waiting}` : text.withYou;
    case 'ringing':
      return text.ringsYou;
    case 'ringing_elsewhere':
      return say(text.ringsRep, { name: standing.name });
    case 'queued':
      return position === undefined ? strings.state.queued : say(text.queuedAt, { position });
    case 'to_take':
      return strings.state.by_message;
    case 'elsewhere':
      return say(text.withRep, { name: standing.name });
    case 'resolved':
      return strings.state.resolved;
    case 'unknown':
      return '';
    default:
      return standing satisfies never;
  }
}
