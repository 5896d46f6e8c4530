/** @jsxImportSource ../part */
import { useState } from '../part/kit.ts';
import type { FormComponentProps } from './types.ts';
import { Field } from './field.tsx';
import { Form } from './form.tsx';
import { useContact } from './use-contact.tsx';

/** What the shop asks before a chat. */
export function Before({ ctx }: FormComponentProps) {
  const { _say: say, _boot: boot } = ctx;
  const { name: asksName, email: asksEmail, questions = [] } = boot.preChat ?? {};
  const contact = useContact(ctx);
  const [answers, setAnswers] = useState<readonly string[]>([]);
  const isMissing = (index: number): boolean => !!questions[index]?.isNeeded && !answers[index]?.trim();

  const submit = (): void => {
    contact._check();
    if (contact._isWrong || questions.some((_, index) => isMissing(index))) return;
    contact._give(
      questions.flatMap(({ text }, index) => {
        const answer = answers[index]?.trim();
        return answer ? [{ question: text, answer: answer.slice(0, 500) }] : [];
      }),
    );
    ctx._setForm(undefined, true);
  };

  return (
    <Form
      title={say('before')}
      submit={say('start')}
      onSubmit={submit}
      back={say('leaveMessage')}
      onBack={() => ctx._setForm('message')}
      onInput={() => ctx._form ?? ctx._keepForm('before')}
    >
      {asksName && contact._name}
      {asksEmail && boot.mail && contact._email}
      {questions.map(({ text, choices, isNeeded }, index) => (
        <Field
          key={text}
          ctx={ctx}
          label={text}
          value={answers[index] ?? ''}
          onValue={(value) => setAnswers(questions.map((_, at) => (at === index ? value : (answers[at] ?? ''))))}
          isNeeded={isNeeded}
          choices={choices}
          wrong={contact._isChecked && isMissing(index) ? say('needed') : undefined}
        />
      ))}
    </Form>
  );
}
