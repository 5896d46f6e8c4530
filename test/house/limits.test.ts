import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { limits } from '@tillside/protocol';

const outbox = 'packages/protocol/test/client-outbox.test.ts';
const link = 'packages/protocol/test/client-link.test.ts';
const schemas = 'packages/protocol/test/limits.test.ts';
const frames = 'packages/relay/test/transport/decode-frame.test.ts';
const transport = 'packages/relay/test/transport/limits.test.ts';
const sockets = 'packages/relay/test/relay/sockets.test.ts';
const http = 'packages/relay/test/relay/http-link.test.ts';
const files = 'packages/relay/test/relay/files.test.ts';
const greeting = ['packages/protocol/test/schema.test.ts', '[PS5] hold the limits that the schemas check'] as const;
const appends = 'packages/relay/test/contracts/append.contract.ts';
const bounds = 'packages/relay/test/relay/bounds.test.ts';

/** The test that pushes each limit: what is at it goes, what is one above does not. A new limit does not compile without one. */
const pushedBy: Readonly<Record<keyof typeof limits, readonly [file: string, test: string]>> = {
  visitorFrameBytes: [bounds, '[TR17] takes a frame of %s, and none above'],
  repFrameBytes: [bounds, '[TR17] takes a frame of %s, and none above'],
  jsonDepth: [frames, '[TR1] refuses what nests deeper than eight'],
  jsonKeys: [frames, '[TR1] refuses more than 64 keys'],
  textLength: greeting,
  unacknowledged: [outbox, '[CO3] has at most 16 frames unacknowledged'],
  rememberedBodies: [appends, '[ST3, ST4] remembers the last 16 of a session'],
  sessionsPerSocket: [bounds, 'sessionsPerSocket'],
  attachedPerSocket: greeting,
  helloWithinMs: [bounds, 'helloWithinMs'],
  heartbeatMs: [transport, 'asked every heartbeatMs'],
  pongWithinMs: [transport, 'ends pongWithinMs later'],
  silenceMs: [link, '[CL4] is noticed by the clock after 28 s without a frame'],
  outboxKeepMs: [outbox, '[CO4] keeps an acknowledged frame for 60 s'],
  rewindEveryMs: ['packages/protocol/test/client-rewind.test.ts', '[CO8] is followed once in 150 ms'],
  backoffFirstMs: [link, '[CL3] is tried again after a random moment within 250 ms'],
  backoffLastMs: [
    link,
    '[CL3] is tried again after a random moment within 250 ms, half as long again each time to 15 s',
  ],
  replies: [schemas, '[PS5] replies'],
  replyLength: [schemas, 'replyLength of each'],
  transferNoteLength: [schemas, '[PS5] transferNoteLength'],
  guideTargets: [schemas, '[PS5] guideTargets'],
  previewLength: [schemas, '[PS5] previewLength'],
  fileBytes: [schemas, '[PS5] fileBytes'],
  filesPerHour: [files, '[TR62] is a visitor’s of that site, from one of its pages, twenty an hour'],
  pageEntries: [bounds, 'pageEntries'],
  replayEntries: [bounds, 'replayEntries'],
  engagementEntries: [appends, '[ST6] is full after 2,000 entries'],
  typingPerSecond: [
    'packages/protocol/test/client-coalesce.test.ts',
    '[CC1] typing is sent at most four times a second',
  ],
  framesPerSecond: [sockets, '[TR20] is refused above its rate'],
  framesBurst: [sockets, '[TR20] is refused above its rate'],
  pauseAboveBytes: [transport, 'paused above pauseAboveBytes'],
  terminateAboveBytes: [transport, 'given up above terminateAboveBytes'],
  streamMs: [bounds, 'streamMs'],
  streamsPerVisitor: [http, '[TR44] is one of eight of its visitor'],
  postBytes: [http, '[TR44] a POST above 64 KB is refused whole'],
  stalledMs: [transport, 'paused for stalledMs'],
  ticketMs: [bounds, 'ticketMs'],
  credentialIdleMs: [transport, 'good for credentialIdleMs'],
  credentialRememberedMs: [transport, 'for credentialRememberedMs'],
};

describe('every limit of the wire', () => {
  it('is in the table', () => {
    expect(Object.keys(pushedBy)).toEqual(Object.keys(limits));
  });

  it.each(Object.entries(pushedBy))('%s is pushed by a test', (_, [file, test]) => {
    const text = readFileSync(join(import.meta.dirname, '..', '..', file), 'utf8');
    const titles = [...text.matchAll(/\bit(?:\.each\([^]*?\))?\(\s*'([^\n]*)',/g)].map(([, title]) => title);
    expect(titles.some((title) => title?.includes(test))).toBe(true);
  });
});
