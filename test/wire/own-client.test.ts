import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { isVisibleToVisitor } from '@tillside/protocol';
import type { EntryKind, FloorItem } from '@tillside/protocol';
import { createMemoryOutbox, createRepClient, createVisitorClient } from '@tillside/protocol/client';
import type { ClientEvent, ClientOptions, PartyKind } from '@tillside/protocol/client';
import { startTestRelay } from '@tillside/relay/testing';
import type { TestRelay } from '@tillside/relay/testing';
import { createRandom } from './random.ts';

const MESSAGES = 40;

let relay: TestRelay;
const closing: (() => void)[] = [];
beforeEach(async () => {
  relay = await startTestRelay();
});
afterEach(async () => {
  for (const close of closing.splice(0)) close();
  await relay.close();
});

interface Page<Party extends PartyKind> {
  readonly options: ClientOptions<Party>;
  readonly view: string[];
  readonly outbox: ReturnType<typeof createMemoryOutbox>;
  readonly problems: string[];
  /** Cuts the socket that stands, as a network does. */
  cut(): void;
}

/** Everything a client needs in Node; what it sees is written down. */
function pageOf<Party extends PartyKind>(
  random: () => number,
  more: Pick<ClientOptions<Party>, 'url' | 'credential'> & { readonly headers: Record<string, string> },
  onEvent: (event: ClientEvent) => void = () => {},
): Page<Party> {
  const view: string[] = [];
  const problems: string[] = [];
  const outbox = createMemoryOutbox();
  let socket: WebSocket | undefined;
  const { headers, ...rest } = more;
  return {
    view,
    problems,
    outbox,
    cut: () => socket?.terminate(),
    options: {
      ...rest,
      openSocket: (url) => (socket = new WebSocket(url, { headers })),
      outbox,
      now: () => Date.now(),
      random,
      newSession: () => crypto.randomUUID().replaceAll('-', ''),
      setTimer(run, ms) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      onEvent(event) {
        if (event.type === 'missing' || event.type === 'refused') problems.push(JSON.stringify(event));
        if (event.type === 'told' && event.frame.type === 'attached' && event.frame.state !== 'ok') view.length = 0;
        if (event.type === 'told' && event.frame.type === 'entry.added') {
          const { offset, kind, body } = event.frame;
          view.push(`${offset} ${kind} ${'text' in body ? body.text : ''}`);
        }
        onEvent(event as ClientEvent);
      },
    },
  };
}

function visitorPage(random: () => number): Page<'visitor'> {
  let kept: string | undefined;
  return pageOf<'visitor'>(random, {
    url: `${relay.webSocketUrl}/v1/socket?site=${relay.sites[0]}`,
    headers: { origin: relay.origin },
    credential: { get: () => kept, set: (value) => (kept = value) },
  });
}

async function repPage(random: () => number, onEvent: (event: ClientEvent) => void): Promise<Page<'rep'>> {
  const post = (path: string, cookie: string, body?: string) =>
    fetch(`${relay.url}/v1/console/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-tillside': '1', cookie },
      ...(body === undefined ? {} : { body }),
    });
  const signedIn = await post('sign-in', '', JSON.stringify(relay.reps.mara));
  const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
  const get = async (): Promise<string> => {
    const answer = (await (await post('ticket', cookie)).json()) as { readonly ticket: string };
    return answer.ticket;
  };
  const url = `${relay.webSocketUrl}/v1/console/socket`;
  return pageOf<'rep'>(random, { url, headers: {}, credential: { get, set: () => {} } }, onEvent);
}

async function until(isDone: () => boolean | Promise<boolean>, what: () => string): Promise<void> {
  const end = performance.now() + 45_000;
  while (!(await isDone())) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what()}`);
    await pause(20);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

describe('our own client at a real relay', () => {
  it.each([1, 2])('loses and doubles nothing over cut sockets and a closed page, seed %i', async (seed) => {
    const random = createRandom(seed);
    const page = visitorPage(random);
    const visitor = createVisitorClient(page.options);
    const session: { item?: FloorItem | undefined } = {};
    const desk = await repPage(random, (event) => {
      if (event.type === 'told' && event.frame.type === 'floor.changed') attend(event.frame.mine);
    });
    const rep = createRepClient(desk.options);
    const attend = (mine: readonly FloorItem[]): void => {
      session.item = mine.find(({ state }) => state === 'active');
      for (const { conversation, engagement, state } of mine) {
        rep.attach(conversation);
        if (state === 'ringing') void rep.command({ type: 'engagement.accept', conversation, engagement });
      }
    };
    closing.push(visitor.close, rep.close);
    visitor.connect();
    rep.connect();

    let heir: ReturnType<typeof createVisitorClient> | undefined;
    let replies = 0;
    for (let said = 1; said <= MESSAGES || replies < MESSAGES; said++) {
      if (said <= MESSAGES)
        (heir ?? visitor).send({ type: 'message.send', conversation: 'mine', body: { text: `visitor ${said}` } });
      const { conversation, epoch, claim } = session.item ?? {};
      if (conversation !== undefined && epoch !== undefined && claim !== undefined && replies < MESSAGES)
        rep.send({ type: 'message.send', conversation, epoch, claim, body: { text: `rep ${++replies}` } });
      if (said <= MESSAGES && random() < 0.1) page.cut();
      if (said <= MESSAGES && random() < 0.1) desk.cut();
      await pause(random() * 60);
      if (said !== MESSAGES / 2) continue;
      // The page is left with frames under way; the next one has only what was stored.
      page.cut();
      visitor.send({ type: 'message.send', conversation: 'mine', body: { text: 'visitor, old page' } });
      visitor.close();
      const next = visitorPage(random);
      heir = createVisitorClient({ ...next.options, credential: page.options.credential });
      closing.push(heir.close);
      heir.adopt(page.outbox.items());
      heir.connect();
      Object.assign(page, { view: next.view, outbox: next.outbox, cut: next.cut, problems: next.problems });
    }

    const isQuiet = (): boolean =>
      [page, desk].every(({ outbox }) => outbox.items().every(({ ackedAt }) => ackedAt > 0));
    const { recent, read } = relay.store.conversations;
    const log = async (isVisible: (kind: EntryKind) => boolean = () => true): Promise<readonly string[]> => {
      const [latest] = await recent('site_halden', Number.MAX_SAFE_INTEGER, 1);
      const entries = await read(latest!.conversation, 0, 1_000);
      return entries
        .filter(({ kind }) => isVisible(kind))
        .map(
          ({ offset, kind, body }) =>
            `${offset} ${kind} ${(JSON.parse(body) as { readonly text?: string }).text ?? ''}`,
        );
    };
    const isSame = (one: readonly string[], other: readonly string[]): boolean => one.join('\n') === other.join('\n');
    await until(isQuiet, () => JSON.stringify([page.outbox.items(), desk.outbox.items()]));
    await until(
      async () => isSame(desk.view, await log()),
      () => desk.view.join('\n'),
    );
    await until(
      async () => isSame(page.view, await log(isVisibleToVisitor)),
      () => page.view.join('\n'),
    );

    expect([page.problems, desk.problems]).toEqual([[], []]);
    const said = async (by: string): Promise<readonly string[]> =>
      (await log()).map((line) => line.replace(/^\d+ message /, '')).filter((line) => line.startsWith(by));
    const numbers = (by: string, from: number, to: number): readonly string[] =>
      Array.from({ length: to - from + 1 }, (_, n) => `${by} ${from + n}`);
    expect(await said('rep')).toEqual(numbers('rep', 1, MESSAGES));
    const half = MESSAGES / 2;
    const old = [...numbers('visitor', 1, half), 'visitor, old page'];
    expect(await said('visitor')).toHaveLength(MESSAGES + 1);
    expect((await said('visitor')).filter((text) => old.includes(text))).toEqual(old);
    expect((await said('visitor')).filter((text) => !old.includes(text))).toEqual(
      numbers('visitor', half + 1, MESSAGES),
    );
  });

  it('shows what is refused as not sent, and what was said behind it gets through', async () => {
    const page = visitorPage(createRandom(5));
    const visitor = createVisitorClient(page.options);
    closing.push(visitor.close);
    const texts = ['one', '  ', 'two', '', '   ', 'three', 'four', ' '];
    for (const text of texts) visitor.send({ type: 'message.send', conversation: 'mine', body: { text } });
    visitor.connect();
    const { items } = page.outbox;
    const isQuiet = (): boolean => visitor.state() === 'up' && items().every(({ ackedAt }) => ackedAt > 0);
    await until(isQuiet, () => JSON.stringify(items()));
    const said = (): string => page.view.filter((line) => line.includes(' message ')).join(', ');
    await until(() => said().endsWith('four'), said);
    expect(said().replaceAll(/\d+ message /g, '')).toBe('one, two, three, four');
    expect(page.problems).toHaveLength(4);
    expect(page.problems.join('')).not.toMatch(/"text":"(one|two|three|four)"/);
  });
});
