import { amara, mara } from '../assets/people.js';

/** @typedef {import('../types.js').State} State */
const by = { kind: /** @type {const} */ ('rep'), id: mara.id, name: mara.name };
const none = { teams: {}, skills: {} };

/** @type {readonly State[]} */
export const launcher = [
  { name: 'launcher', group: 'Launcher', title: 'Nothing but the launcher' },
  {
    name: 'launcher-unread',
    group: 'Launcher',
    title: 'A message came while the panel was closed',
    engagement: {},
    said: [
      { kind: 'message', by: { kind: 'visitor', id: 'mine' }, body: { text: 'Is the tent in stock?' }, ago: 6 },
      { kind: 'message', by, body: { text: 'Two are left in green.' }, ago: 1 },
    ],
    readBy: { visitor: 1 },
  },
  {
    name: 'launcher-away',
    group: 'Launcher',
    title: 'Nobody is there',
    boot: { availability: 'none', bands: none, team: { name: 'Halden', kind: 'dedicated', reps: [amara] } },
  },
];
