import type { JSX } from 'preact';
import { useConsole, useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { RingCard } from '../floor/ring-card.tsx';
import './ring-dock.css';

/** Where the floor is not in sight, what rings comes to the rep. */
export function RingDock(): JSX.Element | null {
  const { nav, ui } = useConsole();
  const { rings } = useDesk();
  const { view, id } = nav.route.value;
  const isFloorInSight = view === 'desk' && !(ui.isPhone.value && id !== undefined);
  if (isFloorInSight || rings.value.length === 0) return null;
  return (
    <div class="ring-dock" role="region" aria-label={strings.floor.ringing}>
      {rings.value.map((ring) => (
        <RingCard key={ring.engagement} ring={ring} />
      ))}
    </div>
  );
}
