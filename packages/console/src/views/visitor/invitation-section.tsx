import type { ActivityItem, EntryAdded } from '@tillside/protocol';
import type { JSX } from 'preact';
import { foldActivity } from '../../desk/activity.ts';
import type { Outcome } from '../../desk/activity.ts';
import { humanise } from '../../desk/names.ts';
import { useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Ago } from '../../ui/time.tsx';
import { whyOfEntry, whyOfRow } from '../../desk/why.ts';
import type { WhySource } from '../../desk/why.ts';
import { WhyButton } from '../why/why-button.tsx';
import { OutcomeMark } from '../activity/outcome-mark.tsx';
import { VisitorSection } from './section.tsx';

interface InvitationSectionProps {
  readonly entries: readonly EntryAdded[];
  readonly visitor: string | undefined;
  readonly site: string | undefined;
}

/** How the visitor was invited and what came of it; a "no" is never overlooked. */
export function InvitationSection({ entries, visitor, site }: InvitationSectionProps): JSX.Element {
  const { history } = useDesk();
  const text = strings.visitor;
  const items = history.activity.value.value?.items ?? [];
  // Lines that name nobody any more are nobody's, also where it is not known whose conversation this is.
  const isOwn = (item: ActivityItem): boolean => item.visitor !== undefined && item.visitor === visitor;
  const rows = foldActivity(items.filter((item) => isOwn(item) && item.kind.startsWith('invitation.')));
  const accepted = entries.filter((entry) => entry.kind === 'invitation').toReversed();
  return (
    <VisitorSection title={text.invitation}>
      {rows.length === 0 && accepted.length === 0 && <p class="facts-none">{text.noInvitation}</p>}
      <ul class="past">
        {rows.map(
          (row) =>
            row.type === 'invitation' && (
              <Past
                key={row.key}
                at={row.at}
                outcome={row.outcome}
                reason={row.reason}
                rule={row.rule}
                why={whyOfRow(row)}
              />
            ),
        )}
        {rows.length === 0 &&
          accepted.map((entry) => (
            <Past
              key={entry.offset}
              at={entry.at}
              outcome="accepted"
              reason={undefined}
              rule={entry.body.rule}
              why={site === undefined ? undefined : whyOfEntry(site, entry)}
            />
          ))}
      </ul>
    </VisitorSection>
  );
}

interface PastProps {
  readonly at: number;
  readonly outcome: Outcome;
  readonly reason: string | undefined;
  readonly rule: string | undefined;
  readonly why: WhySource | undefined;
}

function Past({ at, outcome, reason, rule, why }: PastProps): JSX.Element {
  const name = rule === undefined ? '' : humanise(rule);
  return (
    <li>
      <span>
        <OutcomeMark outcome={outcome} reason={reason} />
        {rule !== undefined && (
          <span class="facts-rule">
            {name}
            {why && <WhyButton source={why} rule={name} />}
          </span>
        )}
      </span>
      <span class="past-when">
        <Ago at={at} />
      </span>
    </li>
  );
}
