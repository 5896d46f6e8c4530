import { mara } from '../assets/people.js';

/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Said} Said */
const rep = { kind: /** @type {const} */ ('rep'), id: mara.id, name: mara.name };
const visitor = { kind: /** @type {const} */ ('visitor'), id: 'mine' };
/** The tests read this file outside of a browser. */
const origin = 'location' in globalThis ? location.origin : '';
const question = /** @type {Said} */ ({
  kind: 'message',
  by: visitor,
  body: { text: 'Which one is lighter?' },
  ago: 4,
});
const target = { target: 't1', name: 'Add a discount code' };

/** @param {Said['kind']} kind @param {object} body @param {Said['by']} [by] */
const card = (kind, body, by = rep) => /** @type {Said} */ ({ kind, body, by, ago: 1 });

/** What a conversation holds besides plain words. @type {readonly State[]} */
export const cards = /** @type {State[]} */ (
  [
    {
      name: 'formatting',
      title: 'Words with emphasis, a list, a quote and a link; emoji alone',
      said: [
        question,
        card('message', {
          text: 'The *M2*, by _half_:\n- 380 g with `H 35`\n- 610 g with the 85\n> as light as a book\nhttps://halden.example/m2',
        }),
        card('message', { text: '😊' }),
      ],
    },
    {
      name: 'replies',
      title: 'Answers to choose from',
      said: [
        question,
        card('message', { text: 'For what is it?', replies: ['Travelling', 'At home', 'I am not sure yet'] }),
      ],
    },
    {
      name: 'product',
      title: 'A product, with and without a picture',
      said: [
        question,
        card('product', {
          name: 'Halden M2, silver',
          url: `${origin}/gallery/`,
          image: `${origin}/gallery/assets/camera.svg`,
          price: 61_200,
          currency: 'USD',
        }),
        card('product', {
          name: 'Strap, brown leather',
          url: `${origin}/gallery/`,
          price: 4_900,
          currency: 'USD',
        }),
      ],
    },
    {
      name: 'file',
      title: 'Files of both sides',
      said: [
        card('file', { file: 'fil_1', name: 'Manual M2, English.pdf', type: 'application/pdf', bytes: 1_480_000 }),
        card('file', { file: 'fil_2', name: 'serial number.txt', type: 'text/plain', bytes: 900 }, visitor),
      ],
    },
    { name: 'guide', title: 'A rep would like to point at something', said: [question, card('guide', target)] },
    {
      name: 'bot',
      title: 'A bot, named as one',
      said: [
        question,
        card('message', { text: 'I have passed this on to Mara.' }, { kind: 'bot', id: 'bot_1', name: 'Milo' }),
      ],
      engagement: { state: 'queued', rep: undefined, position: 1, wait: { fromMs: 60_000, toMs: 120_000 } },
    },
    {
      name: 'masked',
      title: 'A card number was hidden',
      said: [question],
      /** @param {import('../types.js').Stage} stage */
      async act({ write, press }) {
        await write('.composer textarea', 'It is 4111 1111 1111 1111');
        await press('.send');
      },
    },
    {
      name: 'live-preview',
      title: 'What is typed is shown to reps, and said',
      said: [question],
      boot: { livePreview: true },
    },
    {
      name: 'tray',
      title: 'Files that go with the next press of Send',
      said: [question],
      boot: { files: { types: ['image/png', 'application/pdf'], bytes: 2_000_000 } },
      /** @param {import('../types.js').Stage} stage */
      async act({ find }) {
        const field = await find('.composer textarea');
        const clipboardData = new DataTransfer();
        clipboardData.items.add(
          new File(['x'.repeat(120_000)], 'A photograph of my old lens.png', { type: 'image/png' }),
        );
        clipboardData.items.add(new File(['x'.repeat(9_000)], 'Invoice.pdf', { type: 'application/pdf' }));
        clipboardData.items.add(new File(['x'], 'Film.mp4', { type: 'video/mp4' }));
        field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
        await find('.tray li');
      },
    },
  ].map((state) => ({ group: 'Conversation', shows: 'panel', engagement: {}, ...state }))
);
