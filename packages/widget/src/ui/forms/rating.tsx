/** @jsxImportSource ../part */
import { Icon } from '../part/icon.tsx';
import { useState } from '../part/kit.ts';
import type { StringKey } from '../../languages/types.ts';
import { Field } from './field.tsx';
import { Form } from './form.tsx';
import type { FormComponentProps } from './types.ts';

const STAR = 'M12 3l2.7 5.7 6.3.8-4.6 4.3 1.2 6.2L12 17l-5.6 3 1.2-6.2L3 9.5l6.3-.8z';
const scores: readonly StringKey[] = ['rate1', 'rate2', 'rate3', 'rate4', 'rate5'];

/** How it was: five stars, each with a word, and what else there is to say. */
export function Rating({ ctx, view }: FormComponentProps) {
  const { _say: say, _chat: chat } = ctx;
  const [score, setScore] = useState(0);
  const [comment, setComment] = useState('');
  const [isGiven, setGiven] = useState(false);
  const engagement = view._engagement?.id;
  if (!engagement) return null;
  if (isGiven) return <p class="line">{say('thanks')}</p>;

  const submit = (): void => {
    if (!score) return;
    const said = comment.trim().slice(0, 1_000);
    chat._put({
      type: 'rating.give',
      conversation: 'mine',
      body: { engagement, score, ...(said && { comment: said }) },
    });
    setGiven(true);
    ctx._focus();
  };

  return (
    <Form
      title={say('rate')}
      submit={say('sendRating')}
      onSubmit={submit}
      back={say('notNow')}
      onBack={() => {
        ctx._choose({ unrated: engagement });
        ctx._focus();
      }}
    >
      <fieldset class="stars">
        <legend class="unseen">{say('rate')}</legend>
        {scores.map((key, index) => (
          <label key={key} class={index < score ? 'full' : ''} title={say(key)}>
            <input
              type="radio"
              class="unseen"
              name="score"
              aria-label={say(key)}
              checked={score === index + 1}
              onChange={() => setScore(index + 1)}
            />
            <Icon path={STAR} />
          </label>
        ))}
        <span aria-hidden="true">{score > 0 && say(scores[score - 1] ?? 'rate3')}</span>
      </fieldset>
      {score > 0 && <Field ctx={ctx} label={say('comment')} value={comment} onValue={setComment} isLong />}
    </Form>
  );
}
