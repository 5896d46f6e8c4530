import type { JSX } from 'preact';
import { useDesk } from '../../state/context.ts';
import { formatCount, say } from '../../format.ts';
import { strings } from '../../strings.ts';
import { Segmented } from '../../ui/segmented.tsx';
import './status-switch.css';

const CHOICES = [
  { value: 'available', label: strings.status.available, mark: <span class="dot dot-available" aria-hidden="true" /> },
  { value: 'away', label: strings.status.away, mark: <span class="dot dot-away" aria-hidden="true" /> },
] as const;

/** Available or away, and what follows from it, always in words. */
export function StatusSwitch(): JSX.Element {
  const { actions, floor, me } = useDesk();
  const status = actions.nextStatus.value ?? floor.value.status;
  const self = floor.value.reps.find((rep) => rep.id === me.rep.id);
  const isFull = self !== undefined && self.load >= self.capacity;
  const { availableFull, availableMeans, awayMeans, label, load } = strings.status;
  const means = status !== 'available' ? awayMeans : isFull ? availableFull : availableMeans;
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
      {self && status === 'available' && (
        <p class="status-load figures">
          {say(load, { load: formatCount(self.load), capacity: formatCount(self.capacity) })}
        </p>
      )}
    </div>
  );
}
