import { mara, theo } from '../assets/people.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Said} Said */
const rep = { kind: /** @type {const} */ ('rep'), id: mara.id, name: mara.name };
const visitor = { kind: /** @type {const} */ ('visitor'), id: 'mine' };

/** @type {(text: string, ago: number) => Said} */
const asked = (text, ago) => ({ kind: 'message', by: visitor, body: { text }, ago });
/** @type {(text: string, ago: number) => Said} */
const told = (text, ago) => ({ kind: 'message', by: rep, body: { text }, ago });

/** @type {readonly Said[]} */
const talk = [
  asked('Does the M2 take my father’s old lenses?', 1_450),
  told('Every Halden H lens since 1926 fits.', 1_449),
  told('Which one is it?', 1_449),
  asked('The 85 mm, and I need it by Friday.', 8),
  told('Then let us send it express: https://halden.example/delivery', 6),
];
const offer = {
  offer: 'off_ship',
  title: 'Free express shipping',
  text: 'With you on Thursday, on us.',
  code: 'EXPRESS27',
};

/** @type {readonly State[]} */
export const conversation = [
  { name: 'talking', title: 'A conversation', said: talk, engagement: {} },
  {
    name: 'typing',
    title: 'The rep is typing',
    said: talk,
    engagement: {},
    told: [
      {
        type: /** @type {const} */ ('typing.seen'),
        conversation: /** @type {const} */ ('mine'),
        by: /** @type {const} */ ('rep'),
      },
    ],
  },
  {
    name: 'offer',
    title: 'An offer to apply',
    said: [...talk, { kind: /** @type {const} */ ('offer'), by: rep, body: offer, ago: 1 }],
    engagement: {},
  },
  {
    name: 'offer-code',
    title: 'An offer the shop did not take by itself: its code to copy',
    said: [...talk, { kind: /** @type {const} */ ('offer'), by: rep, body: offer, ago: 1 }],
    engagement: {},
    /** @param {import('../types.js').Stage} stage */
    act: (stage) => stage.press('.offer .main'),
  },
  {
    name: 'ringing',
    title: 'A rep is being called',
    said: talk.slice(0, 1),
    engagement: { state: /** @type {const} */ ('ringing') },
  },
  {
    name: 'queue',
    title: 'Third in line',
    said: talk.slice(0, 1),
    engagement: {
      state: /** @type {const} */ ('queued'),
      rep: undefined,
      position: 3,
      wait: { fromMs: 120_000, toMs: 300_000 },
    },
  },
  {
    name: 'by-message',
    title: 'The answer comes later',
    said: talk.slice(0, 1),
    engagement: { state: /** @type {const} */ ('by_message') },
  },
  {
    name: 'joined-instead',
    title: 'Another rep answers than the one shown',
    said: [
      ...talk.slice(0, 1),
      {
        kind: /** @type {const} */ ('engagement.accepted'),
        by: { kind: /** @type {const} */ ('system'), id: 'relay' },
        body: { engagement: 'eng_1', rep: theo.id, name: theo.name },
        ago: 2,
      },
    ],
    engagement: { rep: theo, shown: { id: mara.id, name: mara.name } },
  },
  {
    name: 'resolved',
    title: 'The conversation has ended',
    said: [
      ...talk,
      {
        kind: /** @type {const} */ ('engagement.resolved'),
        by: { kind: /** @type {const} */ ('system'), id: 'relay' },
        body: { engagement: 'eng_1', disposition: 'sold' },
        ago: 1,
      },
    ],
    engagement: { state: /** @type {const} */ ('resolved') },
  },
  {
    name: 'sending',
    title: 'A message on its way',
    said: talk,
    engagement: {},
    sends: /** @type {const} */ ('nothing'),
    /** @param {import('../types.js').Stage} stage */
    act: (stage) => say(stage, 'Friday morning would be best.'),
  },
  {
    name: 'refused',
    title: 'A message that was not taken',
    said: talk,
    engagement: {},
    sends: /** @type {const} */ ('refused'),
    /** @param {import('../types.js').Stage} stage */
    act: (stage) => say(stage, 'Friday morning would be best.'),
  },
  {
    name: 'lost',
    title: 'The link is lost',
    said: talk,
    engagement: {},
    /** @param {import('../types.js').Stage} stage */
    act: (stage) => stage.drop(),
  },
].map((state) => /** @type {State} */ ({ group: 'Conversation', shows: 'panel', ...state }));

/** @param {import('../types.js').Stage} stage @param {string} words */
async function say(stage, words) {
  await stage.write('textarea', words);
  await stage.press('.send');
}
