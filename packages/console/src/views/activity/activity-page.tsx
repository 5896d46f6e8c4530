import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { ownSites } from '../../desk/names.ts';
import { filterRows, foldActivity } from '../../desk/activity.ts';
import type { ActivityFilter } from '../../desk/activity.ts';
import { useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { SitePicker } from '../carts/site-picker.tsx';
import './activity-page.css';
import { ActivityLine } from './activity-line.tsx';

const FILTERS = [
  { value: 'all', label: strings.activity.all },
  { value: 'invitations', label: strings.activity.invitations },
  { value: 'orders', label: strings.activity.orders },
] as const;

/** Every invitation with its outcome and every order, as they happen. */
export function ActivityPage(): JSX.Element {
  const { history, me } = useDesk();
  const filter = useSignal<ActivityFilter>('all');
  const site = useSignal<string | undefined>(undefined);
  const text = strings.activity;
  const { value, isLoading, hasFailed } = history.activity.value;
  const rows = filterRows(foldActivity(value?.items ?? []), filter.value, site.value);
  return (
    <main class="page" id="main" tabIndex={-1}>
      <div class="page-in">
        <header class="page-head">
          <div>
            <h1>{text.title}</h1>
            <p class="page-lead">{text.lead}</p>
          </div>
          <div class="page-tools">
            {ownSites(me).length > 1 && <SitePicker all value={site.value} onChoose={(id) => (site.value = id)} />}
            <Segmented
              label={text.filter}
              name="activity-filter"
              choices={FILTERS}
              value={filter.value}
              onChoose={(next) => (filter.value = next)}
            />
          </div>
        </header>
        {value === undefined && !hasFailed && <Skeleton rows={8} />}
        {rows.length > 0 && (
          <ol class="activity">
            {rows.map((row) => (
              <ActivityLine key={row.key} row={row} />
            ))}
          </ol>
        )}
        {hasFailed && (
          <Empty icon="alert" title={text.failed}>
            <Button onClick={() => void history.loadActivity()}>{strings.shell.retry}</Button>
          </Empty>
        )}
        {value && rows.length === 0 && !hasFailed && (
          <Empty icon="activity" title={value.items.length === 0 ? text.emptyTitle : text.emptyFilter}>
            {value.items.length === 0 ? text.empty : undefined}
          </Empty>
        )}
        {value?.hasMore && !hasFailed && (
          <div class="page-more">
            <Button busy={isLoading} onClick={() => void history.moreActivity()}>
              {text.older}
            </Button>
          </div>
        )}
      </div>
    </main>
  );
}
