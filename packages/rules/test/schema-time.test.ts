import { describe, expect, it } from 'vitest';
import { parsePlaybook } from '../src/schema/index.ts';
import type { Problem } from '../src/schema/index.ts';

const problems = (json: unknown): readonly Problem[] => {
  const result = parsePlaybook(json);
  return result.ok ? [] : result.problems;
};
const base = { id: 'a', name: 'A', on: [{ signal: 'page_view' }], invite: { text: { en: 'Hi' } } };
const arms = (...shares: number[]): object[] => shares.map((share, index) => ({ id: `arm${index}`, share }));
const experiment = (rest: object = {}): object => ({ id: 'words', arms: arms(50, 50), ...rest });

/** What is said of a playbook with this at its top and one rule with that. */
const found = (top: object, rule: object = {}): readonly Problem[] =>
  problems({ ...top, rules: [{ ...base, ...rule }] });

describe('time in a playbook', () => {
  it.each<[string, object, object, string, string]>([
    ['no time zone', { timeZone: 'Europe/Nowhere' }, {}, 'timeZone', 'such as Europe/Berlin'],
    ['an offset', { timeZone: '+02:00' }, {}, 'timeZone', 'such as Europe/Berlin'],
    ['a day that is not there', { closedOn: ['2026-02-29'] }, {}, 'closedOn[0]', 'there is no 2026-02-29'],
    ['a day that is none', { closedOn: ['24.12.2026'] }, {}, 'closedOn[0]', 'expected a day such as 2026-12-24'],
    ['hours of no time', { open: [{ from: '09:00', to: '09:00' }] }, {}, 'open[0].to', 'is the same as `from`'],
    ['hours up to their start', { open: [{ to: '00:00' }] }, {}, 'open[0].to', 'is the same as `from`'],
    ['a day twice', { open: [{ weekdays: ['mon', 'mon'] }] }, {}, 'open[0].weekdays', 'names a day twice'],
    ['a weekday that is none', { open: [{ weekdays: ['mo'] }] }, {}, 'open[0].weekdays[0]', 'unknown day "mo"'],
    ['an hour that is none', { open: [{ from: '25:00' }] }, {}, 'open[0].from', 'expected a time of day'],
    [
      'an end before the beginning',
      {},
      { schedule: { firstDay: '2026-12-01', lastDay: '2026-11-30' } },
      'rules[0].schedule.lastDay',
      'is before the first day, 2026-12-01',
    ],
    [
      'a first day that is not there',
      {},
      { schedule: { firstDay: '2026-11-31' } },
      'rules[0].schedule.firstDay',
      'there is no 2026-11-31',
    ],
    [
      'no hours of a schedule',
      {},
      { schedule: { hours: [{ from: '10:00', to: '10:00' }] } },
      'rules[0].schedule.hours[0].to',
      'is the same as `from`',
    ],
  ])('[PB4] %s', (_name, top, rule, path, message) => {
    expect(found(top, rule)).toEqual([{ path, message: expect.stringContaining(message) as string }]);
  });

  it('[PB4] days, hours over midnight and time zones that are pass', () => {
    const hours = [{ weekdays: ['fri', 'sat'], from: '22:00', to: '02:00' }, { from: '22:00', to: '00:00' }, {}];
    const schedule = { firstDay: '2028-02-29', lastDay: '2028-02-29', hours };
    for (const timeZone of ['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata'])
      expect(found({ timeZone, open: hours, closedOn: ['2028-02-29'] }, { schedule })).toEqual([]);
  });
});

describe('experiments in a playbook', () => {
  it.each<[string, object[], object | undefined, string, string]>([
    ['shares below 100', [experiment({ arms: arms(50, 40) })], undefined, 'experiments[0].arms', 'are 90 together'],
    [
      'shares above 100',
      [experiment({ arms: arms(99.99, 0.02) })],
      undefined,
      'experiments[0].arms',
      'are 100.01 together',
    ],
    [
      'a thousandth',
      [experiment({ arms: arms(33.333, 66.67) })],
      undefined,
      'experiments[0].arms[0].share',
      'two decimals',
    ],
    [
      'nobody invited',
      [experiment({ arms: arms(50, 50).map((arm) => ({ ...arm, holdout: true })) })],
      undefined,
      'experiments[0].arms',
      'every arm is a holdout',
    ],
    ['one arm', [experiment({ arms: arms(100) })], undefined, 'experiments[0].arms', 'expected 2 to 10 entries'],
    [
      'an experiment that is not there',
      [experiment()],
      { experiment: 'other' },
      'rules[0].audience.experiment',
      "unknown experiment 'other'; known are words",
    ],
    ['no experiment', [], { experiment: 'words' }, 'rules[0].audience.experiment', 'this playbook has none'],
    [
      'an arm that is not there',
      [experiment()],
      { experiment: 'words', arms: ['arm0', 'arm9'] },
      'rules[0].audience.arms[1]',
      "unknown arm 'arm9'; known are arm0, arm1",
    ],
    [
      'a holdout',
      [experiment({ arms: [...arms(90), { id: 'none', share: 10, holdout: true }] })],
      { experiment: 'words', arms: ['none'] },
      'rules[0].audience.arms[0]',
      "'none' is a holdout",
    ],
  ])('[PB13] %s', (_name, experiments, audience, path, message) => {
    expect(found({ experiments }, audience && { audience })).toEqual([
      { path, message: expect.stringContaining(message) as string },
    ]);
  });

  it('[PB13] shares that are 100 only in hundredths pass, and an arm that is over', () => {
    const thirds = experiment({ arms: arms(33.33, 33.33, 33.34) });
    const tenths = experiment({ id: 'tenths', arms: arms(0.1, 0.2, 99.7) });
    const over = experiment({ id: 'over', arms: arms(100, 0) });
    const audience = { experiment: 'words', arms: ['arm0', 'arm2'] };
    expect(found({ experiments: [thirds, tenths, over] }, { audience })).toEqual([]);
  });

  it('[PB4] ids of experiments and of their arms are there once', () => {
    const twice = { id: 'a', share: 50 };
    expect(found({ experiments: [experiment(), experiment({ arms: [twice, twice] })] })).toEqual([
      { path: 'experiments[1].id', message: "'words' is taken by experiments[0]" },
      { path: 'experiments[1].arms[1].id', message: "'a' is taken by arms[0]" },
    ]);
  });
});
