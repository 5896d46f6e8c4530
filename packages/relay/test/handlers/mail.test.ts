import { beforeEach, describe, expect, it } from 'vitest';
import { createMailWork } from '../../src/handlers/mail/work.ts';
import { MailRefusedError } from '../../src/ports/index.ts';
import type { Letter, MailPort } from '../../src/ports/index.ts';
import { openVisitor } from './helpers/parties.ts';
import type { TestRep, TestVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const letters: Letter[] = [];
let fails: (() => void) | undefined;
const mail: MailPort = {
  async send(letter) {
    fails?.();
    letters.push(letter);
  },
};
const relay = useRelay({ mail });
beforeEach(() => {
  letters.splice(0);
  fails = undefined;
});

const tick = () =>
  createMailWork(
    relay.now.node.world,
    ({ site, visitor }, id) => `https://relay.example/${site}/${visitor}/${id}`,
  ).tick();

const leave = (visitor: TestVisitor) =>
  visitor.raw({
    type: 'message.send',
    session: visitor.session,
    conversation: 'mine',
    seq: visitor.seqOf('mine'),
    body: { text: 'Is it <b>blue</b>?', wants: 'message' },
  });
const give = (visitor: TestVisitor, email: string) =>
  visitor.raw({
    type: 'contact.give',
    session: visitor.session,
    conversation: 'mine',
    seq: visitor.seqOf('mine'),
    body: { email },
  });

async function answered(): Promise<{ readonly ann: TestRep; readonly visitor: TestVisitor }> {
  const visitor = openVisitor(relay.now.node, 'v');
  await leave(visitor);
  await give(visitor, 'ada@mail.example');
  const ann = await relay.rep('rep_ann');
  await relay.now.clock.pass(1_200);
  const { record } = await relay.now.store.conversations.view('cnv_v');
  await ann.command('engagement.accept', 'cnv_v', {
    engagement: record?.engagement?.id ?? '',
    takesOver: true,
  });
  await relay.now.clock.pass(1_200);
  await ann.say('cnv_v', 'It is navy & white.');
  return { ann, visitor };
}

describe('an answer to a visitor who is gone', () => {
  it('[HA54] is told by one letter without its words, once until the visitor comes back', async () => {
    const { ann } = await answered();
    await ann.say('cnv_v', 'And in stock.');
    await tick();
    expect(letters).toEqual([]);
    await relay.now.clock.pass(121_000);
    await tick();
    await tick();
    expect(letters).toHaveLength(1);
    expect(letters[0]).toMatchObject({ to: 'ada@mail.example', fromName: 'alpha' });
    expect(letters[0]?.text).toContain('https://relay.example/site_alpha/vis_v/answer/cnv_v/0');
    expect(JSON.stringify(letters)).not.toMatch(/navy|stock|blue/);
    const kinds = (await relay.now.store.journal.read('site_alpha', undefined, 50)).map(({ kind }) => kind);
    expect(kinds).toContain('answer.mailed');
    await ann.say('cnv_v', 'Shall I keep one?');
    await relay.now.clock.pass(121_000);
    await tick();
    expect(letters).toHaveLength(1);
  });

  it('[HA54] is not mailed when it was read, nor without an address, nor live', async () => {
    const { ann, visitor } = await answered();
    const { log } = await relay.now.store.conversations.view('cnv_v');
    await visitor.raw({ type: 'read', conversation: 'mine', offset: log.top });
    await relay.now.clock.pass(121_000);
    await tick();
    expect(letters).toEqual([]);
    // Come back and gone again: the next answer is told.
    await ann.say('cnv_v', 'And black.');
    await relay.now.clock.pass(121_000);
    await tick();
    expect(letters).toHaveLength(1);
  });
});

describe('an address that the visitor corrects', () => {
  it('[HA54] before the letter leaves is where it goes: the link is nothing for whoever has the first one', async () => {
    const { visitor } = await answered();
    await give(visitor, 'ada.l@mail.example');
    await relay.now.clock.pass(121_000);
    await tick();
    expect(letters.map(({ to }) => to)).toEqual(['ada.l@mail.example']);
  });
});

describe('a transcript', () => {
  const ask = (visitor: TestVisitor, email = 'ada@mail.example') => visitor.lane('transcript.request', { email });

  it('[HA55] is the conversation as its visitor sees it, once a request', async () => {
    const { ann, visitor } = await answered();
    await ann.raw({ type: 'note.add', session: ann.session, conversation: 'cnv_v', seq: 9, body: { text: 'Rude' } });
    const { frame, sent } = ask(visitor);
    await sent;
    await visitor.raw(frame);
    await tick();
    await tick();
    expect(letters).toHaveLength(1);
    const [letter] = letters;
    expect(letter).toMatchObject({ subject: 'Your conversation with alpha', to: 'ada@mail.example' });
    expect(letter?.text).toContain('You, ');
    expect(letter?.text).toContain('Is it <b>blue</b>?');
    expect(letter?.text).toContain('It is navy & white.');
    expect(letter?.html).toContain('Is it &lt;b&gt;blue&lt;/b&gt;?');
    expect(letter?.html).not.toContain('<a ');
    expect(JSON.stringify(letter)).not.toMatch(/Rude|cnv_v"|engagement/);
  });

  it('[HA55] needs a rep’s word, and not too many a mailbox', async () => {
    const stranger = openVisitor(relay.now.node, 'w');
    await leave(stranger);
    await ask(stranger).sent;
    expect(stranger.last('refused')).toMatchObject({ code: 'denied', detail: 'nobody has answered yet' });
    const { visitor } = await answered();
    const asked = Array.from({ length: 6 }, () => ask(visitor));
    for (const { sent } of asked) await sent;
    // What was dropped is not let in by saying it again.
    for (const { frame } of asked) await visitor.raw(frame);
    await tick();
    expect(letters).toHaveLength(3);
  });
});

describe('a letter that does not leave', () => {
  it('[HA56] is tried again, and after a no for good not', async () => {
    const { visitor } = await answered();
    await visitor.lane('transcript.request', { email: 'ada@mail.example' }).sent;
    fails = () => {
      throw new Error('no route');
    };
    await tick();
    await relay.now.clock.pass(59_000);
    fails = undefined;
    await tick();
    expect(letters).toEqual([]);
    await relay.now.clock.pass(1_000);
    await tick();
    expect(letters).toHaveLength(1);
    await visitor.lane('transcript.request', { email: 'gone@mail.example' }).sent;
    fails = () => {
      throw new MailRefusedError('550 no such mailbox: gone@mail.example');
    };
    await tick();
    fails = undefined;
    await relay.now.clock.pass(3_600_000);
    await tick();
    // The answer's letter was due meanwhile.
    expect(letters.map(({ to }) => to)).toEqual(['ada@mail.example', 'ada@mail.example']);
    expect(relay.now.node.events.map(({ name }) => name)).toContain('mail.given_up');
    expect(JSON.stringify(relay.now.node.events)).not.toContain('gone@mail.example');
  });

  it('[HA56] whose node died is sent by another, under the same name', async () => {
    const { visitor } = await answered();
    await visitor.lane('transcript.request', { email: 'ada@mail.example' }).sent;
    // Taken, and never heard of again.
    await relay.now.store.mails.take(10, 120_000);
    await tick();
    expect(letters).toEqual([]);
    await relay.now.clock.pass(120_000);
    await tick();
    expect(letters.map(({ messageId }) => messageId)).toContain(`transcript/${visitor.session}/1`);
  });
});
