import type { Extras } from '@tillside/rules/core';
import { suppress } from '@tillside/rules/whole';
import type { Load } from '../sdk/downloads.ts';
import type { DebugInfo } from '../sdk/types.ts';
import { ask } from '../rules/ask.ts';
import { RULES } from '../rules/rules.ts';
import { whyNot } from './why.ts';
import type { CallsHost } from './types.ts';

/** The engine's extras with what tells why a rule does not invite, which shoppers do without. */
export const loadExplaining = async (load: Load): Promise<Extras> => ({
  ...(await load('extras')).extras,
  _suppress: suppress,
});

/** @param extras what `loadExplaining` gave */
export const snapshotOf = (
  { _boot, _consent, _rules, _playbook, _here, _store }: CallsHost,
  extras: Extras,
): DebugInfo => ({
  site: _boot.site,
  consent: _consent._isGranted() ? 'granted' : 'not granted',
  socket: _here()?._link?._state() ?? 'not downloaded',
  availability: String(_rules._known()['reps.availability']),
  facts: Object.fromEntries(Object.entries(_rules._known()).filter(([, value]) => value !== undefined)),
  rules: Object.fromEntries(
    _playbook.rules.map((rule) => [
      rule.id,
      whyNot(rule, ask(_rules, _playbook, rule, extras, _store._get(RULES)).decisions[0]),
    ]),
  ),
});
