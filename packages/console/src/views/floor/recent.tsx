import type { JSX } from 'preact';
import { useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { FloorRow } from './floor-row.tsx';
import { FloorSection } from './section.tsx';

/** Conversations that lie back, the latest first. */
export function Recent(): JSX.Element | null {
  const { history, floor } = useDesk();
  const { value, isLoading, hasFailed } = history.recent.value;
  const here = new Set([...floor.value.mine, ...floor.value.queue].map((item) => item.conversation));
  const past = value?.items.filter((item) => !here.has(item.conversation)) ?? [];
  if (past.length === 0 && !hasFailed) return null;
  return (
    <FloorSection
      title={strings.floor.recent}
      foot={
        <div class="floor-more">
          {hasFailed && <p class="floor-note">{strings.floor.recentFailed}</p>}
          {(hasFailed || value?.hasMore) && (
            <Button
              look="quiet"
              size="small"
              busy={isLoading}
              onClick={() => void (hasFailed ? history.loadRecent() : history.moreRecent())}
            >
              {hasFailed ? strings.shell.retry : strings.floor.more}
            </Button>
          )}
        </div>
      }
    >
      {past.map((item) => (
        <FloorRow key={item.conversation} item={item} isPast />
      ))}
    </FloorSection>
  );
}
