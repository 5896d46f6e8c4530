import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { limits } from '@tillside/protocol';
import { hashSecret } from '../../src/transport/passwords.ts';
import { drawTicket } from '../../src/transport/http/sign-in.ts';
import { createStreamWire } from '../../src/transport/stream/stream-wire.ts';
import { Subscription } from '../../src/transport/subscription.ts';
import { startTestRelay } from '../../src/testing.ts';
import type { TestRelay } from '../../src/testing.ts';
import { cnv } from '../contracts/build.ts';
import { viewerWith } from '../transport/subscriptions.ts';
import { hello, newSession, openRaw, visitorPath } from './raw-socket.ts';

let relay: TestRelay;
beforeEach(async () => {
  relay = await startTestRelay();
});
afterEach(async () => {
  vi.useRealTimers();
  await relay.close();
});

/** What a fresh socket is closed with after this first text, and why. */
async function closedAfter(path: string, text: string | undefined): Promise<string> {
  const socket = new WebSocket(relay.webSocketUrl + path, { headers: { origin: relay.origin } });
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => text !== undefined && socket.send(text));
    socket.on('close', (code, reason) => resolve(`${code} ${String(reason)}`));
  });
}

describe('a socket', () => {
  it.each([
    ['visitorFrameBytes', visitorPath()],
    ['repFrameBytes', '/v1/console/socket'],
  ] as const)('[TR17] takes a frame of %s, and none above', async (limit, path) => {
    const frame = (bytes: number) => `{"type":"pong","x":"${'x'.repeat(bytes - 22)}"}`;
    expect(frame(100)).toHaveLength(100);
    // It is read, and then refused for what it says.
    expect(await closedAfter(path, frame(limits[limit]))).toBe('4500 hello comes first');
    expect(await closedAfter(path, frame(limits[limit] + 1))).toMatch(`holds at most ${limits[limit]} bytes`);
  });

  it('[TR17] speaks for sessionsPerSocket, and for none above', async () => {
    const socket = await openRaw(relay);
    socket.say(hello());
    await socket.next('live');
    for (let n = 1; n < limits.sessionsPerSocket; n += 1) socket.say({ type: 'session.add', session: newSession() });
    socket.say({ type: 'conversation.attach', conversation: 'mine', offset: 0, chain: '' });
    await socket.next('live');
    socket.say({ type: 'session.add', session: newSession() });
    expect(await socket.closed).toBe(4500);
  });

  it('[TR17] has helloWithinMs to say hello', async () => {
    const from = performance.now();
    expect(await closedAfter(visitorPath(), undefined)).toBe('4012 no hello');
    expect(performance.now() - from).toBeGreaterThan(limits.helloWithinMs - 50);
  });
});

it('[TR43] a stream lasts streamMs, and says how to go on', () => {
  vi.useFakeTimers();
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  const { wire } = createStreamWire(response, { after: undefined, isPoll: false, headers: {} });
  const closed: number[] = [];
  wire.listen({ onText: () => {}, onBinary: () => {}, onClosed: (code) => void closed.push(code) });
  vi.advanceTimersByTime(limits.streamMs - 1);
  expect(closed).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(closed).toEqual([1000]);
});

it('[TR18] a ticket is good for ticketMs', async () => {
  const { world } = relay.relay;
  const draw = () => drawTicket(world, 'rep_mara', 'sign-in');
  const taken = async (afterMs: number) => {
    const { ticket, expiresAt } = await draw();
    return world.store.directory.takeTicket(hashSecret(ticket), expiresAt - limits.ticketMs + afterMs);
  };
  expect(await taken(limits.ticketMs - 1_000)).toMatchObject({ rep: 'rep_mara' });
  expect(await taken(limits.ticketMs + 1_000)).toBeUndefined();
});

it('[TR9] an attach replays replayEntries; behind more it begins with the last pageEntries', async () => {
  const { conversations } = relay.store;
  const attach = async (top: number) => {
    const read: number[] = [];
    const told: object[] = [];
    const watched = {
      attach: async (...args: Parameters<typeof conversations.attach>) => {
        const result = await conversations.attach(...args);
        return { ...result, log: { ...result.log, top } };
      },
      read: (conversation: string, after: number, count: number) => {
        read.push(after);
        return conversations.read(conversation, after, count);
      },
    };
    const viewer = viewerWith({ audience: 'rep', send: (frame) => void told.push(frame) });
    const world = { conversations: watched, now: Date.now, onFault: () => {} };
    const subscription = new Subscription(world, viewer, cnv, cnv);
    subscription.attach({ offset: 0, chain: '' });
    await expect.poll(() => told.length).toBeGreaterThan(0);
    subscription.close();
    return { state: (told[0] as { readonly state: string }).state, first: read[0] };
  };
  expect((await attach(limits.replayEntries)).state).toBe('ok');
  expect(await attach(limits.replayEntries + 1)).toEqual({
    state: 'trimmed',
    first: limits.replayEntries - limits.pageEntries,
  });
});
