/** @jsxImportSource ../part */
import { useState } from '../part/kit.ts';
import type { FormComponentProps } from './types.ts';
import { isEmail } from './email.ts';
import { Field } from './field.tsx';
import { Form } from './form.tsx';

/** What the shop asks before a chat. */
export function Before({ ctx }: FormComponentProps) {
  const { _say: say, _boot: boot } = ctx;
  const { name: asksName, email: asksEmail, questions = [] } = boot.preChat ?? {};
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [answers, setAnswers] = useState<readonly string[]>([]);
  const [isChecked, setChecked] = useState(false);
  const isAddressWrong = !!email.trim() && !isEmail(email);
  const isMissing = (index: number): boolean => !!questions[index]?.isNeeded && !answers[index]?.trim();

  const submit = (): void => {
    setChecked(true);
    if (isAddressWrong || questions.some((_, index) => isMissing(index))) return;
    const given = questions.flatMap(({ text }, index) => {
      const answer = answers[index]?.trim();
      return answer ? [{ question: text, answer: answer.slice(0, 500) }] : [];
    });
    const body = {
      ...(name.trim() && { name: name.trim() }),
      ...(email.trim() && { email: email.trim() }),
      ...(given.length && { answers: given }),
    };
    if (Object.keys(body).length) ctx._chat._put({ type: 'contact.give', conversation: 'mine', body });
    ctx._setForm(undefined, true);
  };

  return (
    <Form
      ctx={ctx}
      title={say('before')}
      submit={say('start')}
      onSubmit={submit}
      back={say('leaveMessage')}
      onBack={() => ctx._setForm('message')}
    >
      {asksName && <Field ctx={ctx} label={say('name')} value={name} onValue={setName} complete="name" />}
      {asksEmail && boot.mail && (
        <Field
          ctx={ctx}
          label={say('email')}
          value={email}
          onValue={setEmail}
          complete="email"
          wrong={isChecked && isAddressWrong ? say('wrongEmail') : undefined}
        />
      )}
      {questions.map(({ text, choices, isNeeded }, index) => (
        <Field
          key={text}
          ctx={ctx}
          label={text}
          value={answers[index] ?? ''}
          onValue={(value) => setAnswers(questions.map((_, at) => (at === index ? value : (answers[at] ?? ''))))}
          isNeeded={isNeeded}
          choices={choices}
          wrong={isChecked && isMissing(index) ? say('needed') : undefined}
        />
      ))}
    </Form>
  );
}
