import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { WhySource } from '../../desk/why.ts';
import { say } from '../../format.ts';
import { useDesk } from '../../state/context.ts';
import type { Why, WhyAnswer } from '../../state/why.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Ago } from '../../ui/time.tsx';
import { OutcomeMark } from '../activity/outcome-mark.tsx';
import { Conditions } from './conditions.tsx';
import './why-dialog.css';
import { WhySection } from './section.tsx';

interface WhyDialogProps {
  readonly source: WhySource;
  readonly onClose: () => void;
}

/** The rule that asked, what made it ask, each condition with what was seen, the limits, and what stood against other rules. */
export function WhyDialog({ source, onClose }: WhyDialogProps): JSX.Element {
  const { askWhy } = useDesk();
  const answer = useSignal<WhyAnswer | undefined>(undefined);
  const text = strings.why;
  const ask = async (): Promise<void> => {
    answer.value = undefined;
    answer.value = await askWhy(source);
  };
  useEffect(() => void ask(), []);
  const title = ['missed', 'would_grant'].includes(source.outcome) ? text.titleMissed : text.title;
  return (
    <Dialog title={title} size="wide" onClose={onClose}>
      <div class="why" aria-live="polite" aria-busy={answer.value === undefined}>
        {answer.value === undefined && <Skeleton rows={5} />}
        {answer.value?.kind === 'told' && <Told why={answer.value.why} source={source} />}
        {answer.value?.kind === 'unknown' && (
          <Empty icon="activity" title={text.unknownTitle}>
            {text.unknown}
          </Empty>
        )}
        {answer.value?.kind === 'failed' && (
          <Empty icon="alert" title={text.failedTitle}>
            <Button onClick={() => void ask()}>{strings.shell.retry}</Button>
          </Empty>
        )}
      </div>
    </Dialog>
  );
}

function Told({ why, source }: { readonly why: Why; readonly source: WhySource }): JSX.Element {
  const text = strings.why;
  const { explanation } = why;
  return (
    <>
      <div class="why-top">
        <h3>{why.rule}</h3>
        <p>
          <OutcomeMark outcome={source.outcome} reason={undefined} />
          <span class="why-when">
            <Ago at={why.at} />
          </span>
        </p>
      </div>
      {explanation === undefined ? (
        <p class="why-unreadable">{text.unreadable}</p>
      ) : (
        <>
          <WhySection title={text.signal}>
            <p>{say(text.after, { cause: explanation.cause })}</p>
          </WhySection>
          <WhySection title={text.conditions}>
            <Conditions conditions={explanation.conditions ?? []} />
          </WhySection>
          {explanation.limits && (
            <WhySection title={text.limits}>
              <dl class="why-limits">
                {explanation.limits.map(({ name, stood, isReached }) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd class="figures">
                      {stood}
                      {isReached && <span class="why-reached"> · {text.reached}</span>}
                    </dd>
                  </div>
                ))}
              </dl>
            </WhySection>
          )}
          {explanation.arm !== undefined && (
            <WhySection title={text.experiment}>
              <p>{explanation.arm}</p>
            </WhySection>
          )}
          <WhySection title={text.others}>
            {explanation.losers.length === 0 ? (
              <p class="why-minor">{text.noOthers}</p>
            ) : (
              <ul class="why-others">
                {explanation.losers.map(({ rule, name, why: reason }) => (
                  <li key={rule}>
                    <span>{name}</span>
                    <span class="why-minor">{reason}</span>
                  </li>
                ))}
              </ul>
            )}
          </WhySection>
        </>
      )}
      <p class="why-version">{say(text.playbook, { version: why.playbook })}</p>
    </>
  );
}
