/** @jsxImportSource ../part */
import { useState } from '../part/kit.ts';
import { isEmail } from './email.ts';
import { Field } from './field.tsx';
import { Form } from './form.tsx';
import type { FormComponentProps } from './types.ts';

/** A message to be answered later: nobody is rung for it. An address is asked for only where the relay can write to it. */
export function Message({ ctx }: FormComponentProps) {
  const { _say: say, _boot: boot, _chat: chat } = ctx;
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [isChecked, setChecked] = useState(false);
  const isAddressWrong = !!email.trim() && !isEmail(email);

  const submit = (): void => {
    setChecked(true);
    if (!text.trim() || isAddressWrong) return;
    const body = { ...(name.trim() && { name: name.trim() }), ...(email.trim() && { email: email.trim() }) };
    if (Object.keys(body).length) chat._put({ type: 'contact.give', conversation: 'mine', body });
    chat._send(text.trim(), 'message');
    ctx._setForm();
  };

  return (
    <Form
      ctx={ctx}
      title={say('leaveMessage')}
      submit={say('sendMessage')}
      onSubmit={submit}
      back={boot.availability === 'none' ? undefined : say('back')}
      onBack={() => ctx._setForm()}
    >
      <Field
        ctx={ctx}
        label={say('message')}
        value={text}
        onValue={setText}
        isNeeded
        isLong
        wrong={isChecked && !text.trim() ? say('needed') : undefined}
      />
      <Field ctx={ctx} label={say('name')} value={name} onValue={setName} complete="name" />
      {boot.mail && (
        <>
          <Field
            ctx={ctx}
            label={say('email')}
            value={email}
            onValue={setEmail}
            complete="email"
            wrong={isChecked && isAddressWrong ? say('wrongEmail') : undefined}
          />
          <p class="hint">{say('answerBy')}</p>
        </>
      )}
    </Form>
  );
}
