import type { JSX } from 'preact';
import { opensConversation } from '../../desk/activity.ts';
import type { ActivityRow } from '../../desk/activity.ts';
import { visitorName } from '../../desk/names.ts';
import { formatMoney } from '../../format.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { shopStyle } from '../../ui/in-shop.tsx';
import { Ago } from '../../ui/time.tsx';
import { WhatHappened } from './what-happened.tsx';

/** When, which shop, who, what came of it, how much. */
export function ActivityLine({ row }: { readonly row: ActivityRow }): JSX.Element {
  const { nav } = useConsole();
  const { site } = useDesk();
  const shop = site(row.site);
  const conversation = opensConversation(row);
  return (
    <li class="act in-shop" style={shopStyle(shop?.accent)}>
      <span class="act-what">
        <WhatHappened row={row} />
      </span>
      <span class="act-under">
        <span class="act-when">
          <Ago at={row.at} />
        </span>
        <span class="act-shop cut">{shop?.name ?? row.site}</span>
        <span class="act-who cut">
          {row.visitor === undefined ? strings.activity.unknown : visitorName(row.visitor)}
          {row.steps.some((step) => step.isPreview) && ` · ${strings.conversation.preview}`}
        </span>
      </span>
      <span class="act-value figures">{row.money && formatMoney(row.money)}</span>
      <span class="act-open">
        {conversation !== undefined && (
          <Button
            look="quiet"
            size="small"
            icon="chevronRight"
            label={strings.activity.open}
            onClick={() => nav.go('desk', conversation)}
          />
        )}
      </span>
    </li>
  );
}
