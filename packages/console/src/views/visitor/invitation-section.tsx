import type { EntryAdded } from '@tillside/protocol';
import type { JSX } from 'preact';
import { foldActivity } from '../../desk/activity.ts';
import { humanise } from '../../desk/names.ts';
import { useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Ago } from '../../ui/time.tsx';
import { OutcomeMark } from '../activity/outcome-mark.tsx';
import { VisitorSection } from './section.tsx';

interface InvitationSectionProps {
  readonly entries: readonly EntryAdded[];
  readonly visitor: string | undefined;
}

/** How the visitor was invited and what came of it; a "no" is never overlooked. */
export function InvitationSection({ entries, visitor }: InvitationSectionProps): JSX.Element {
  const { history } = useDesk();
  const text = strings.visitor;
  const items = history.activity.value.value?.items ?? [];
  const rows = foldActivity(items.filter((item) => item.visitor === visitor && item.kind.startsWith('invitation.')));
  const accepted = entries.filter((entry) => entry.kind === 'invitation').toReversed();
  return (
    <VisitorSection title={text.invitation}>
      {rows.length === 0 && accepted.length === 0 && <p class="facts-none">{text.noInvitation}</p>}
      <ul class="past">
        {rows.map(
          (row) =>
            row.type === 'invitation' && (
              <li key={row.key}>
                <span>
                  <OutcomeMark outcome={row.outcome} reason={row.reason} />
                  {row.rule !== undefined && <span class="facts-rule">{humanise(row.rule)}</span>}
                </span>
                <span class="past-when">
                  <Ago at={row.at} />
                </span>
              </li>
            ),
        )}
        {rows.length === 0 &&
          accepted.map((entry) => (
            <li key={entry.offset}>
              <span>
                <OutcomeMark outcome="accepted" reason={undefined} />
                <span class="facts-rule">{humanise(entry.body.rule)}</span>
              </span>
              <span class="past-when">
                <Ago at={entry.at} />
              </span>
            </li>
          ))}
      </ul>
    </VisitorSection>
  );
}
