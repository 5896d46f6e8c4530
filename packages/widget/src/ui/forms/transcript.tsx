/** @jsxImportSource ../part */
import { useState } from '../part/kit.ts';
import { isEmail } from './email.ts';
import { Field } from './field.tsx';
import { Form } from './form.tsx';
import type { FormComponentProps } from './types.ts';

/** Sends the conversation to an address, once. */
export function Transcript({ ctx, view }: FormComponentProps) {
  const { _say: say } = ctx;
  const known = view._entries.findLast((it) => it.kind === 'contact');
  const [email, setEmail] = useState((known?.kind === 'contact' && known.body.email) || '');
  const [isChecked, setChecked] = useState(false);
  const refusals = view._refusals.filter(({ type }) => type === 'transcript.request').length;
  /** So many will have been refused if this one is; 0 before it was asked for. */
  const [limit, setLimit] = useState(0);
  const back = { back: say('back'), onBack: () => ctx._setForm() };

  if (limit)
    return (
      <div class="form" role="status">
        {refusals < limit ? (
          <p>{say('transcriptSent', { email: email.trim() })}</p>
        ) : (
          <p class="bad">{say('transcriptRefused')}</p>
        )}
        <p class="choice">
          <button type="button" class="plain" onClick={back.onBack}>
            {back.back}
          </button>
        </p>
      </div>
    );
  const submit = (): void => {
    setChecked(true);
    if (!isEmail(email)) return;
    ctx._chat._put({ type: 'transcript.request', conversation: 'visitor', body: { email: email.trim() } });
    setLimit(refusals + 1);
    ctx._focus();
  };
  return (
    <Form title={say('transcript')} submit={say('transcriptSend')} onSubmit={submit} {...back}>
      <Field
        ctx={ctx}
        label={say('email')}
        value={email}
        onValue={setEmail}
        complete="email"
        isNeeded
        wrong={isChecked && !isEmail(email) ? say('wrongEmail') : undefined}
      />
    </Form>
  );
}
