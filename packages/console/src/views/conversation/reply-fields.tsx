import { limits } from '@tillside/protocol';
import type { JSX } from 'preact';
import { say } from '../../format.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import './reply-fields.css';

interface ReplyFieldsProps {
  readonly replies: readonly string[];
  readonly onChange: (replies: readonly string[] | undefined) => void;
}

/** The answers that go with a message, written out beside it. */
export function ReplyFields({ replies, onChange }: ReplyFieldsProps): JSX.Element {
  const text = strings.composer;
  return (
    <fieldset class="reply-fields">
      <legend class="unseen">{text.addReplies}</legend>
      {replies.map((reply, index) => (
        <input
          key={index}
          type="text"
          dir="auto"
          class="reply-field"
          maxLength={limits.replyLength}
          aria-label={say(text.reply1, { count: index + 1 })}
          placeholder={say(text.reply1, { count: index + 1 })}
          value={reply}
          onInput={({ currentTarget }) => onChange(replies.with(index, currentTarget.value))}
        />
      ))}
      {replies.length < limits.replies && (
        <Button
          look="quiet"
          size="small"
          icon="plus"
          label={text.replyAdd}
          onClick={() => onChange([...replies, ''])}
        />
      )}
      <Button look="quiet" size="small" icon="close" label={text.replyRemove} onClick={() => onChange(undefined)} />
      <span class="reply-hint">{text.replyHint}</span>
    </fieldset>
  );
}
