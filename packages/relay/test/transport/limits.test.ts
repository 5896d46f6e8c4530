import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { limits } from '@tillside/protocol';
import type { RepTold, VisitorTold } from '@tillside/protocol';
import { createCredentials } from '../../src/transport/credentials.ts';
import { RelaySocket } from '../../src/transport/socket.ts';
import type { Wire, WireListener } from '../../src/transport/wire.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A carrier whose peer reads as fast as the test says. */
function createSocket() {
  const told: (VisitorTold | RepTold)[] = [];
  const heard = { buffered: 0, resumed: 0, closed: [] as number[] };
  let listener: WireListener | undefined;
  const wire: Wire = {
    hearsPongs: true,
    isOpen: () => true,
    send: (frame) => void told.push(frame),
    bufferedBytes: () => heard.buffered,
    close: () => {},
    terminate: () => {},
    listen: (one) => (listener = one),
  };
  const socket = new RelaySocket(wire, {
    id: 'one',
    now: () => Date.now(),
    onText: () => {},
    onResumed: () => (heard.resumed += 1),
    onLeft: () => {},
    onEnded: (code) => void heard.closed.push(code),
  });
  const say = () => socket.send({ type: 'ping' });
  return { socket, told, heard, say, hear: () => listener?.onText('{"type":"pong"}') };
}

describe('a socket at its limits', () => {
  it('[TR66] is asked every heartbeatMs whether it lives, and ends pongWithinMs later without a word', () => {
    const { told, heard, hear } = createSocket();
    vi.advanceTimersByTime(limits.heartbeatMs - 1);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual([{ type: 'ping' }]);
    vi.advanceTimersByTime(limits.pongWithinMs - 1);
    hear();
    vi.advanceTimersByTime(limits.heartbeatMs - limits.pongWithinMs + 1);
    expect([told.length, heard.closed]).toEqual([2, []]);
    vi.advanceTimersByTime(limits.pongWithinMs - 1);
    expect(heard.closed).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(heard.closed).toEqual([4012]);
  });

  it('[TR66] is paused above pauseAboveBytes, and goes on at them', () => {
    const { socket, heard, say } = createSocket();
    heard.buffered = limits.pauseAboveBytes;
    say();
    expect(socket.isPaused()).toBe(false);
    heard.buffered += 1;
    say();
    expect(socket.isPaused()).toBe(true);
    heard.buffered -= 1;
    vi.advanceTimersByTime(100);
    expect([socket.isPaused(), heard.resumed]).toEqual([false, 1]);
  });

  it('[TR66] is given up above terminateAboveBytes', () => {
    const { heard, say } = createSocket();
    heard.buffered = limits.terminateAboveBytes;
    say();
    expect(heard.closed).toEqual([]);
    heard.buffered += 1;
    say();
    expect(heard.closed).toEqual([4008]);
  });

  it('[TR66] is given up once it was paused for stalledMs without taking anything', () => {
    const { heard, say, hear } = createSocket();
    heard.buffered = limits.pauseAboveBytes + 1_000;
    say();
    vi.advanceTimersByTime(limits.stalledMs - 100);
    heard.buffered -= 1;
    vi.advanceTimersByTime(limits.stalledMs - 100);
    hear();
    expect(heard.closed).toEqual([]);
    vi.advanceTimersByTime(300);
    expect(heard.closed).toEqual([4008]);
  });
});

it('[TR6] a credential is good for credentialIdleMs, and where the shop keeps it for credentialRememberedMs', () => {
  const credentials = createCredentials('ab'.repeat(32));
  const token = credentials.issue({ site: 'site_1', visitor: 'vis_1', generation: 0, issuedAt: 1_000 });
  const { credentialIdleMs, credentialRememberedMs } = limits;
  const isGood = (afterMs: number, idleMs?: number) => credentials.verify(token, 1_000 + afterMs, idleMs) !== undefined;
  expect([isGood(credentialIdleMs), isGood(credentialIdleMs + 1)]).toEqual([true, false]);
  expect([
    isGood(credentialIdleMs + 1, credentialRememberedMs),
    isGood(credentialRememberedMs + 1, credentialRememberedMs),
  ]).toEqual([true, false]);
});
