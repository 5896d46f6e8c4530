import type { DebugInfo } from '../sdk/types.ts';
import { whyNot } from './why.ts';
import type { CallsHost } from './types.ts';

export const snapshotOf = ({ _boot, _consent, _rules, _playbook, _here }: CallsHost): DebugInfo => ({
  site: _boot.site,
  consent: _consent._isGranted() ? 'granted' : 'not granted',
  socket: _here()?._link?._state() ?? 'not downloaded',
  availability: String(_rules._known()['reps.availability']),
  facts: Object.fromEntries(Object.entries(_rules._known()).filter(([, value]) => value !== undefined)),
  rules: Object.fromEntries(_playbook.rules.map((rule) => [rule.id, whyNot(rule, _rules._ask(rule).decisions[0])])),
});
