/** @jsxImportSource ../part */
import { useState } from '../part/kit.ts';
import { Field } from './field.tsx';
import { Form } from './form.tsx';
import type { FormComponentProps } from './types.ts';
import { useContact } from './use-contact.tsx';

/** A message to be answered later: nobody is rung for it. An address is asked for only where the relay can write to it. */
export function Message({ ctx }: FormComponentProps) {
  const { _say: say, _boot: boot, _chat: chat } = ctx;
  const [text, setText] = useState('');
  const contact = useContact(ctx);
  const isMissing = !text.trim();

  const submit = (): void => {
    contact._check();
    if (isMissing || contact._isWrong) return;
    contact._give();
    chat._send(text.trim(), 'message');
    ctx._setForm();
  };

  return (
    <Form
      title={say('leaveMessage')}
      submit={say('sendMessage')}
      onSubmit={submit}
      back={boot.availability === 'none' ? undefined : say('back')}
      onBack={() => ctx._setForm()}
      onInput={() => ctx._form ?? ctx._keepForm('message')}
    >
      <Field
        ctx={ctx}
        label={say('message')}
        value={text}
        onValue={setText}
        isNeeded
        isLong
        wrong={contact._isChecked && isMissing ? say('needed') : undefined}
      />
      {contact._name}
      {boot.mail && (
        <>
          {contact._email}
          <p class="hint">{say('answerBy')}</p>
        </>
      )}
    </Form>
  );
}
