import type { JSX } from 'preact';
import { useDesk } from '../../state/context.ts';
import { formatCount, say, sayCount } from '../../format.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import './status-switch.css';

const CHOICES = [
  { value: 'available', label: strings.status.available, mark: <span class="dot dot-available" aria-hidden="true" /> },
  { value: 'away', label: strings.status.away, mark: <span class="dot dot-away" aria-hidden="true" /> },
] as const;

/** Away with conversations under way: they stay, or colleagues get them, by choice. */
function Leaving({ talks }: { readonly talks: number }): JSX.Element {
  const { actions } = useDesk();
  const { awayKeeps, handOver, handOverMeans } = strings.status;
  return (
    <div class="status-leaving">
      <p class="status-means">{sayCount(awayKeeps, talks)}</p>
      <Button
        size="small"
        icon="pass"
        title={handOverMeans}
        busy={actions.nextStatus.value !== undefined}
        onClick={() => void actions.handOverAll()}
      >
        {sayCount(handOver, talks)}
      </Button>
    </div>
  );
}

/** Available or away, and what follows from it, always in words. */
export function StatusSwitch(): JSX.Element {
  const { actions, floor, me } = useDesk();
  const status = actions.nextStatus.value ?? floor.value.status;
  const self = floor.value.reps.find((rep) => rep.id === me.rep.id);
  const talks = floor.value.mine.filter((item) => item.state === 'active').length;
  const isFull = self !== undefined && self.load >= self.capacity;
  const { availableFull, availableMeans, availableOffShift, awayMeans, label, load } = strings.status;
  const ready = isFull ? availableFull : availableMeans;
  const available = self?.isOffShift === true ? availableOffShift : ready;
  const isPaused = status === 'away' && floor.value.away !== undefined;
  // The notice says it all then.
  const away = isPaused ? '' : awayMeans;
  const means = status === 'available' ? available : away;
  return (
    <div class="status-switch">
      <Segmented
        label={label}
        name="status"
        size="large"
        choices={CHOICES}
        value={status === 'available' ? 'available' : 'away'}
        busy={actions.nextStatus.value !== undefined}
        describedBy="status-means"
        onChoose={(next) => void actions.setStatus(next)}
      />
      <p id="status-means" class="status-means" aria-live="polite">
        {means}
      </p>
      {isPaused && (
        <div class="status-notice" role="status">
          <p>{strings.status.missedRings}</p>
          <Button
            look="primary"
            size="small"
            busy={actions.nextStatus.value !== undefined}
            onClick={() => void actions.setStatus('available')}
          >
            {strings.status.back}
          </Button>
        </div>
      )}
      {status === 'away' && talks > 0 && <Leaving talks={talks} />}
      {self && status === 'available' && (
        <p class="status-load figures">
          {say(load, { load: formatCount(self.load), capacity: formatCount(self.capacity) })}
        </p>
      )}
    </div>
  );
}
