import type { Listen, Match } from '@tillside/rules';
import type { MoreHost } from '../facts/types.ts';
import { isSparing } from '../health/sparing.ts';
import { createExitLabels } from './exit-labels.ts';
import { sensePointerExit } from './exit-pointer.ts';
import { senseTouchExit } from './exit-touch.ts';
import { senseFields } from './fields.ts';
import { senseIdle } from './idle.ts';
import { senseRageClick } from './rage-click.ts';
import { senseScrollDepth } from './scroll-depth.ts';
import { senseSections } from './sections.ts';
import type { Sense } from './sense.ts';
import { senseTabReturn } from './tab-return.ts';

const SECOND_MS = 1_000;
/** What a recording notes, so that rules with other thresholds can be rehearsed. */
const IDLE_SECONDS = [10, 20, 30, 60, 120, 300];
const IDLE_DEFAULT_MS = 30_000;

/** All that an entry of `on` names. */
const matchesOf = ({ signal, atLeast, flow = [], without = [] }: Listen): readonly Match[] => [
  ...(signal ? [{ signal, ...(atLeast !== undefined && { atLeast }) }] : []),
  ...flow,
  ...without,
];

export interface WatchModule {
  readonly createWatch: typeof createWatch;
}

/** Starts the sensors that the playbook, or a recording, listens to, and no others. */
export function createWatch(host: MoreHost, onPage: Sense['_onPage']): void {
  const { _playbook: playbook, _options: options, _signal: signal } = host;
  const matches = playbook.rules.flatMap(({ on }) => on.flatMap(matchesOf));
  const wants = (...names: readonly string[]): boolean =>
    options.record || matches.some((match) => names.includes(match.signal));

  const sense: Sense = {
    _signal: signal,
    _tell: (name, more, stayedOut) => host._tell({ name, ...more }, stayedOut),
    _onPage: onPage,
    _isSparing: () => isSparing(host._store),
  };
  if (wants('exit_intent')) {
    const fired = createExitLabels((exit) => void host._exits.push(exit), signal);
    const exits: Sense = {
      ...sense,
      _tell(name, more, stayedOut = true) {
        fired(more?.of === 'touch' ? 'touch' : 'pointer', stayedOut);
        sense._tell(name, more, stayedOut);
      },
    };
    sensePointerExit(exits);
    senseTouchExit(exits, () => !!host._context().cart?.quantity);
  }
  if (wants('scroll_depth')) senseScrollDepth(sense);
  if (wants('idle')) {
    const asked = matches.flatMap((match) => (match.signal === 'idle' ? [match.atLeast ?? IDLE_DEFAULT_MS] : []));
    const noted = options.record ? IDLE_SECONDS.map((seconds) => seconds * SECOND_MS) : [];
    // A copy: sorted in place, as browsers of 2022 can.
    senseIdle(
      sense,
      [...new Set([...asked, ...noted])].sort((one, other) => one - other),
    );
  }
  if (wants('tab_return')) senseTabReturn(sense);
  if (wants('rage_click')) senseRageClick(sense);
  if (wants('section_enter', 'section_leave', 'section_dwell')) senseSections(sense);
  if (wants('field_reached', 'field_filled', 'field_stall', 'field_edited')) senseFields(sense);
}
