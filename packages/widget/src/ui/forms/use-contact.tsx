/** @jsxImportSource ../part */
import type { Contact } from '@tillside/protocol';
import type { ComponentChild } from 'preact';
import type { Ctx } from '../context.ts';
import { useState } from '../part/kit.ts';
import { isEmail } from './email.ts';
import { Field } from './field.tsx';

export interface ContactFields {
  readonly _name: ComponentChild;
  readonly _email: ComponentChild;
  /** Something was written that is no address. */
  readonly _isWrong: boolean;
  /** The form was to be sent: what is wrong is said from then on. */
  readonly _isChecked: boolean;
  readonly _check: () => void;
  /** Tells the relay what was written, together with `answers`; nothing where all is empty. */
  readonly _give: (answers?: Contact['answers']) => void;
}

/** Name and address, where a form asks for them; neither is needed. */
export function useContact(ctx: Ctx): ContactFields {
  const { _say: say } = ctx;
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [isChecked, setChecked] = useState(false);
  const isWrong = !!email.trim() && !isEmail(email);
  return {
    _name: <Field ctx={ctx} label={say('name')} value={name} onValue={setName} complete="name" />,
    _email: (
      <Field
        ctx={ctx}
        label={say('email')}
        value={email}
        onValue={setEmail}
        complete="email"
        wrong={isChecked && isWrong ? say('wrongEmail') : undefined}
      />
    ),
    _isWrong: isWrong,
    _isChecked: isChecked,
    _check: () => setChecked(true),
    _give(answers) {
      const body = {
        ...(name.trim() && { name: name.trim() }),
        ...(email.trim() && { email: email.trim() }),
        ...(answers?.length && { answers }),
      };
      if (Object.keys(body).length) ctx._chat._put({ type: 'contact.give', conversation: 'mine', body });
    },
  };
}
