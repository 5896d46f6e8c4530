import type { JSX } from 'preact';
import type { ActivityRow } from '../../desk/activity.ts';
import { humanise, repName } from '../../desk/names.ts';
import { formatMoney, say } from '../../format.ts';
import { useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { whyOfRow } from '../../desk/why.ts';
import { WhyButton } from '../why/why-button.tsx';
import { OutcomeMark } from './outcome-mark.tsx';

export function WhatHappened({ row }: { readonly row: ActivityRow }): JSX.Element {
  const { me, floor } = useDesk();
  const rep = repName(row.rep, me, floor.value.reps);
  switch (row.type) {
    case 'invitation': {
      const why = whyOfRow(row);
      return (
        <>
          <OutcomeMark outcome={row.outcome} reason={row.reason} />
          {row.rule !== undefined && (
            <span class="act-rule">
              {humanise(row.rule)}
              {why && <WhyButton source={why} rule={humanise(row.rule)} />}
            </span>
          )}
        </>
      );
    }
    case 'order': {
      const { assisted, bounty, confirmed, ordered, saved, unconfirmed } = strings.said;
      return (
        <>
          <span class={`act-${row.credit}`}>{{ saved, assisted, none: ordered }[row.credit]}</span>
          {row.bounty && <span> · {say(bounty, { amount: formatMoney(row.bounty) })}</span>}
          <span class={row.isConfirmed ? 'act-minor' : 'act-unsure'}>
            {' · '}
            {row.isConfirmed ? confirmed : unconfirmed}
          </span>
        </>
      );
    }
    case 'talk': {
      const known: Readonly<Record<string, string>> = strings.did;
      return (
        <>
          <span>{known[row.kind] ?? humanise(row.kind.replace('.', ' '))}</span>
          {rep !== '' && <span class="act-minor"> · {rep}</span>}
        </>
      );
    }
    default:
      return row satisfies never;
  }
}
