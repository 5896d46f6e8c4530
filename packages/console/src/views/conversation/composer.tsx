import type { ConsoleSite } from '@tillside/protocol';
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { limits } from '@tillside/protocol';
import { repliesOf } from '../../desk/drafts.ts';
import type { Draft } from '../../desk/drafts.ts';
import type { Content } from '../../desk/thread.ts';
import type { Standing } from '../../desk/standing.ts';
import { say, sayCount } from '../../format.ts';
import { useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import './composer.css';
import { AddMenu } from './add-menu.tsx';
import { OfferPicker } from './offer-picker.tsx';
import { ReplyFields } from './reply-fields.tsx';
import { useComposerBox } from './use-composer-box.ts';

interface ComposerProps {
  readonly conversation: string;
  readonly shop: ConsoleSite | undefined;
  readonly standing: Standing;
}

const MODES = [
  { value: 'reply', label: strings.composer.reply },
  { value: 'note', label: strings.composer.note },
] as const;
/** From here on the characters left are counted out. */
const COUNT_FROM = 300;

/** Where a rep writes: to the visitor in the shop's name, or to colleagues on another paper. */
export function Composer({ conversation, shop, standing }: ComposerProps): JSX.Element {
  const { actions, drafts, link, rings, unsent, uploads } = useDesk();
  const text = strings.composer;
  const assignment = standing.kind === 'mine' ? standing.assignment : undefined;
  const closed = closedBecause(standing);
  const draft = drafts.of(conversation);
  // What was begun stays in sight when it can be sent no more.
  const hasChoice = closed === undefined || draft.reply.trim() !== '';
  const mode: Draft['mode'] = hasChoice ? draft.mode : 'note';
  const value = draft[mode];
  const left = limits.textLength - value.length;
  const canSend = value.trim() !== '' && left >= 0 && (mode === 'note' || assignment !== undefined);
  const box = useComposerBox(value);

  // A note that was begun while only notes could be written stays one when the visitor writes on; once it is gone, replies come first again.
  const modeAfter = (next: string): Draft['mode'] => (closed !== undefined && next === '' ? 'reply' : mode);

  const submit = (): void => {
    if (!canSend) return;
    const text = value.trim();
    const replies = repliesOf(draft);
    const content: Content =
      mode === 'note' ? { kind: 'note', text } : { kind: 'message', text, ...(replies.length > 0 && { replies }) };
    const isSent = unsent.put(conversation, content, assignment);
    if (isSent)
      drafts.change(
        conversation,
        mode === 'note' ? { note: '', mode: modeAfter('') } : { reply: '', replies: undefined },
      );
    box.current?.focus();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    // Enter also ends a composition (Japanese, Chinese …): that one sends nothing.
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.isComposing) return;
    event.preventDefault();
    const ring = rings.value[0];
    // With nothing written there is nothing to send: then Enter is for what rings.
    if (ring && value === '') void actions.answer(ring);
    else submit();
  };
  const onInput = (next: string): void => {
    drafts.change(conversation, { [mode]: next, mode: modeAfter(next) });
    if (mode === 'reply' && assignment !== undefined && next.trim() !== '') link.typing(conversation);
  };
  const label = mode === 'note' ? text.noteTo : say(text.replyTo, { shop: shop?.name ?? '' });
  return (
    <div class={`composer composer-${mode}`}>
      {closed !== undefined && <p class="composer-closed">{closed}</p>}
      <textarea
        ref={box}
        class="composer-text"
        rows={1}
        dir="auto"
        aria-label={label}
        placeholder={label}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const files = [...(event.clipboardData?.files ?? [])];
          if (files.length === 0 || assignment === undefined || mode === 'note') return;
          event.preventDefault();
          for (const file of files) void uploads.send(conversation, file);
        }}
      />
      {mode === 'reply' && draft.replies !== undefined && (
        <ReplyFields replies={draft.replies} onChange={(replies) => drafts.change(conversation, { replies })} />
      )}
      <div class="composer-foot">
        {hasChoice && (
          <Segmented
            label={text.mode}
            name={`mode-${conversation}`}
            choices={MODES}
            value={mode}
            onChoose={(next) => {
              drafts.change(conversation, { mode: next });
              box.current?.focus();
            }}
          />
        )}
        <span class={`composer-hint ${left < 0 ? 'is-over' : ''}`} aria-live="polite">
          {left < 0 ? sayCount(text.over, -left) : left < COUNT_FROM ? sayCount(text.left, left) : text.hint}
        </span>
        {mode === 'reply' && shop && <AddMenu conversation={conversation} shop={shop} assignment={assignment} />}
        {mode === 'reply' && shop && <OfferPicker conversation={conversation} shop={shop} assignment={assignment} />}
        <Button look={mode === 'note' ? 'primary' : 'shop'} icon="send" disabled={!canSend} onClick={submit}>
          {mode === 'note' ? text.addNote : text.send}
        </Button>
      </div>
    </div>
  );
}

/** Why the visitor cannot be written to; nothing where it is this rep's. */
function closedBecause(standing: Standing): string | undefined {
  const text = strings.composer;
  switch (standing.kind) {
    case 'mine':
    case 'arriving':
    case 'unknown':
      return undefined;
    case 'resolved':
      return text.closed;
    case 'queued':
      return text.queued;
    case 'to_take':
      return text.toTake;
    case 'wrapping_up':
      return text.wrapUp;
    case 'colleagues_message':
      return text.colleaguesMessage;
    case 'ringing':
      return text.ringingYou;
    case 'ringing_elsewhere':
      return say(text.ringingOther, { name: standing.name });
    case 'elsewhere':
      return say(text.other, { name: standing.name });
    default:
      return standing satisfies never;
  }
}
