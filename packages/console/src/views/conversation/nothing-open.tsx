import type { JSX } from 'preact';
import { foldActivity } from '../../desk/activity.ts';
import { isOffShift } from '../../desk/colleagues.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ActivityLine } from '../activity/activity-line.tsx';
import './nothing-open.css';

/** How many lines fit a glance. */
const LATEST = 8;

/** No conversation is open: what to do, and meanwhile what happens in the shops. */
export function NothingOpen(): JSX.Element {
  const { nav } = useConsole();
  const { floor, history, me, rings } = useDesk();
  const text = strings.conversation;
  const { isKnown, mine, queue, reps, status } = floor.value;
  const quietHint = status === 'available' && !isOffShift(reps, me.rep.id) ? text.quietHint : text.quietNothing;
  const isQuiet = isKnown && mine.length + queue.length === 0;
  const rows = foldActivity(history.activity.value.value?.items ?? []).slice(0, LATEST);
  return (
    <div class="quiet">
      <h1 class="unseen">{strings.shell.desk}</h1>
      {rings.value.length > 0 ? (
        <Empty icon="bell" title={text.ringing}>
          {text.ringingHint}
        </Empty>
      ) : (
        <Empty icon="desk" title={isQuiet ? text.quiet : text.pick}>
          {isQuiet ? quietHint : text.pickHint}
        </Empty>
      )}
      {rows.length > 0 && (
        <section class="quiet-latest" aria-labelledby="quiet-latest">
          <div class="quiet-head">
            <h2 id="quiet-latest">{text.latest}</h2>
            <Button look="quiet" size="small" onClick={() => nav.go('activity')}>
              {text.all}
            </Button>
          </div>
          <ol class="activity">
            {rows.map((row) => (
              <ActivityLine key={row.key} row={row} />
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}
