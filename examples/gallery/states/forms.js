import { mara } from '../assets/people.js';

/** @typedef {import('../types.js').State} State */
const system = { kind: /** @type {const} */ ('system'), id: 'relay' };
const accepted = {
  kind: 'engagement.accepted',
  by: system,
  ago: 9,
  body: { engagement: 'eng_1', rep: mara.id, name: mara.name },
};
const resolved = {
  kind: 'engagement.resolved',
  by: system,
  ago: 1,
  body: { engagement: 'eng_1', disposition: 'sold' },
};
const said = {
  kind: 'message',
  by: { kind: 'rep', id: mara.id, name: mara.name },
  ago: 2,
  body: { text: 'Enjoy your M2.' },
};
const preChat = {
  name: true,
  email: true,
  questions: [
    { text: 'Order number, if you have one', isNeeded: false },
    { text: 'What is it about?', choices: ['An order', 'A product', 'Something else'], isNeeded: true },
  ],
};

/** What the panel asks. @type {readonly State[]} */
export const forms = /** @type {State[]} */ (
  [
    { name: 'before', title: 'Questions before a chat', boot: { preChat, mail: true } },
    {
      name: 'before-wrong',
      title: 'Questions before a chat, one not answered',
      boot: { preChat, mail: true },
      /** @param {import('../types.js').Stage} stage */
      async act({ find, press }) {
        await press('.form .main');
        await find('.field .bad');
      },
    },
    { name: 'message', title: 'A message while nobody is there', boot: { availability: 'none', mail: true } },
    {
      name: 'message-chosen',
      title: 'A message instead of a chat',
      boot: { mail: true },
      /** @param {import('../types.js').Stage} stage */
      async act({ find, press }) {
        await press('.choice .plain');
        await find('.form');
      },
    },
    {
      name: 'rating',
      title: 'How was it?',
      said: [accepted, said, resolved],
      engagement: { state: 'resolved' },
      /** @param {import('../types.js').Stage} stage */
      async act({ find, press }) {
        await press('.stars label:nth-of-type(4) input');
        await find('.form textarea');
      },
    },
    {
      name: 'menu',
      title: 'What stands behind “More”',
      said: [accepted, said],
      engagement: {},
      boot: { mail: true },
      /** @param {import('../types.js').Stage} stage */
      async act({ find, press }) {
        await press('header .icon');
        await find('.menu');
      },
    },
    {
      name: 'transcript',
      title: 'The conversation by e-mail',
      said: [accepted, said],
      engagement: {},
      boot: { mail: true },
      /** @param {import('../types.js').Stage} stage */
      async act({ find, press }) {
        await press('header .icon');
        await press('.menu button:last-child');
        await find('.form');
      },
    },
    {
      name: 'shared-team',
      title: 'A team that answers for several shops',
      boot: { team: { name: 'Fernway Service', kind: 'shared', reps: [mara] } },
    },
  ].map((state) => ({ group: 'Forms', shows: 'panel', ...state }))
);
