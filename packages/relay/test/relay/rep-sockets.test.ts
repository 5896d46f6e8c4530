import { describe, expect, it } from 'vitest';
import { changeDirectory } from '../../src/site-file/index.ts';
import { conversationOf } from '../../src/core/ids.ts';
import { cnv, message as words } from '../contracts/build.ts';
import { hello, message, newSession, REP_PATH, visitorPath } from './raw-socket.ts';
import { useRelay } from './use-relay.ts';

const relay = useRelay();

async function signIn(): Promise<string> {
  const answer = await fetch(`${relay.now.url}/v1/console/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tillside': '1' },
    body: JSON.stringify(relay.now.reps.mara),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function ticketOf(cookie: string): Promise<string> {
  const answer = await fetch(`${relay.now.url}/v1/console/ticket`, {
    method: 'POST',
    headers: { cookie, 'x-tillside': '1' },
  });
  return ((await answer.json()) as { ticket: string }).ticket;
}

async function welcomedRep() {
  const socket = await relay.open(REP_PATH, {});
  socket.say(hello(await ticketOf(await signIn())));
  await socket.next('welcomed');
  return socket;
}

/** A visitor whose first message is acknowledged. */
async function hasWritten(path?: string) {
  const session = newSession();
  const visitor = await relay.open(path);
  visitor.say(hello(undefined, session));
  const welcomed = await visitor.next('welcomed');
  visitor.say(message(session, 1));
  await visitor.next('acked');
  return { visitor, session, conversation: conversationOf((welcomed['visitor'] as { id: string }).id) };
}

describe('a rep’s socket', () => {
  it('[TR18] takes a ticket once', async () => {
    const ticket = await ticketOf(await signIn());
    const socket = await relay.open(REP_PATH, {});
    socket.say(hello(ticket));
    expect(await socket.next('welcomed')).toMatchObject({ rep: { id: 'rep_mara', sites: ['site_halden'] } });
    for (const credential of [ticket, 'tk_invented', undefined]) {
      const again = await relay.open(REP_PATH, {});
      again.say(hello(credential));
      expect(await again.closed).toBe(4101);
    }
  });

  it('[TR18] ends when the rep signs out, and when the sign-ins are revoked elsewhere', async () => {
    const cookie = await signIn();
    const socket = await relay.open(REP_PATH, {});
    socket.say(hello(await ticketOf(cookie)));
    await socket.next('welcomed');
    await fetch(`${relay.now.url}/v1/console/sign-out`, { method: 'POST', headers: { cookie, 'x-tillside': '1' } });
    expect(await socket.closed).toBe(4509);
    const other = await relay.open(REP_PATH, {});
    other.say(hello(await ticketOf(await signIn())));
    await other.next('welcomed');
    await relay.now.store.directory.revokeSignIns('rep_mara');
    expect(await other.closed).toBe(4509);
  });

  it('[TR18] ends when the rep is disabled', async () => {
    const socket = await welcomedRep();
    await changeDirectory(relay.now.store.directory, ({ reps }) => ({
      reps: reps.map((one) => ({ ...one, isDisabled: true })),
    }));
    expect(await socket.closed).toBe(4509);
  });

  it('sees no conversation of a site that the team does not serve, not even that it exists', async () => {
    const { session, conversation } = await hasWritten(visitorPath('site_fernway'));
    const mara = await welcomedRep();
    for (const address of [conversation, conversationOf('vis_nobody')]) {
      mara.say({ type: 'conversation.attach', conversation: address, offset: 0, chain: '' });
      const { type, code } = await mara.next('refused');
      expect({ type, code }).toEqual({ type: 'refused', code: 'unknown_conversation' });
    }
    mara.say({ type: 'note.add', session, conversation, seq: 1, body: { text: 'x' } });
    expect(await mara.next('refused')).toMatchObject({ conversation, seq: 1, retry: false });
    expect(mara.frames.some((frame) => frame.type === 'entry.added')).toBe(false);
  });

  it('[TR72] hears no more of a conversation once the team does not serve its site any more', async () => {
    const { visitor, session, conversation } = await hasWritten();
    const mara = await welcomedRep();
    mara.say({ type: 'conversation.attach', conversation, offset: 0, chain: '' });
    await mara.next('live');
    await changeDirectory(relay.now.store.directory, ({ sites }) => ({
      sites: sites.map((site) => ({ ...site, route: site.route.slice(1) })),
    }));
    expect(await mara.next('refused')).toMatchObject({ conversation, code: 'unknown_conversation' });
    visitor.say(message(session, 2, 'Between us'));
    await visitor.next('acked');
    // What is asked afterwards is answered afterwards.
    mara.say({ type: 'conversation.attach', conversation, offset: 0, chain: '' });
    await mara.next('refused');
    expect(JSON.stringify(mara.frames)).not.toContain('Between us');
  });

  it('[TR71] is told to try again where the record of what it attaches was lost', async () => {
    await relay.now.store.conversations.append(words(1));
    const mara = await welcomedRep();
    mara.say({ type: 'conversation.attach', conversation: cnv, offset: 0, chain: '' });
    expect(await mara.next('refused')).toMatchObject({ conversation: cnv, code: 'store_unavailable', retry: true });
  });
});
