import type { EntryAdded } from '@tillside/protocol';
import type { JSX } from 'preact';
import { pastOf } from '../../desk/past.ts';
import { formatMoney } from '../../format.ts';
import { strings } from '../../strings.ts';
import { Ago } from '../../ui/time.tsx';
import { humanise } from '../../desk/names.ts';
import { VisitorSection } from './section.tsx';

/** Earlier engagements and orders of this visitor, the latest first. */
export function HistorySection({ entries }: { readonly entries: readonly EntryAdded[] }): JSX.Element {
  const past = pastOf(entries);
  const text = strings.visitor;
  return (
    <VisitorSection title={text.history}>
      {past.length === 0 ? (
        <p class="facts-none">{text.noHistory}</p>
      ) : (
        <ul class="past">
          {past.map((item) => (
            <li key={item.offset}>
              <span>
                {item.type === 'order'
                  ? `${strings.carts.credits[item.credit]} · ${formatMoney(item.money)}`
                  : humanise(item.disposition)}
              </span>
              <span class="past-when">
                <Ago at={item.at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </VisitorSection>
  );
}
