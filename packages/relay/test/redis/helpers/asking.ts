import type { Store } from '../../../src/ports/index.ts';
import { cnv, message, record, t0 } from '../../contracts/build.ts';

/** Promised are about 2.5 s. */
export const patienceMs = 3_500;
/** Longer than the relay's patience. */
export const awayMs = 4_500;

export interface Told {
  /** Without what a busy machine held up all of this process meanwhile, as far as `askAllTheTime` noticed. */
  readonly tookMs: number;
  readonly error: unknown;
}

let heldUpMs = 0;

export async function timed(run: () => Promise<unknown>): Promise<Told> {
  const [from, heldBefore] = [performance.now(), heldUpMs];
  const error = await run().then(
    () => undefined,
    (why: unknown) => why,
  );
  return { tookMs: performance.now() - from - (heldUpMs - heldBefore), error };
}

/** One of each kind: gathered, on its own, read, subscribed. */
const kinds: readonly ((store: Store, n: number) => Promise<unknown>)[] = [
  ({ conversations }, n) => conversations.append(message(1, { conversation: `cnv_q${n}` }), t0),
  ({ conversations }, n) => conversations.commit(record({ conversation: `cnv_r${n}` }), 0, [], t0),
  ({ conversations }) => conversations.view(cnv),
  ({ bus }, n) => bus.listen(`cnv/${n}`, () => {}),
  ({ directory }, n) => directory.putSignIn(`h${n}`, { rep: 'rep_a', at: t0, expiresAt: t0 + 1 }),
];

const everyMs = 50;

/** Asks all kinds every 50 ms until told to stop, so that something is written all the time. */
export function askAllTheTime(store: Store): { stop(): Promise<readonly Told[]> } {
  const asked: Promise<Told>[] = [];
  let n = 0;
  let due = performance.now() + everyMs;
  const timer = setInterval(() => {
    heldUpMs += Math.max(0, performance.now() - due);
    due = performance.now() + everyMs;
    for (const kind of kinds) {
      n += 1;
      asked.push(timed(() => kind(store, n)));
    }
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      return Promise.all(asked);
    },
  };
}

/** Rings until it is heard, as a bell may be lost and the store may be away. */
export async function untilHeard(from: Store, to: Store): Promise<void> {
  const heard = Promise.withResolvers<void>();
  const stop = await to.bus.listen('cnv/echo', () => heard.resolve());
  const ringing = setInterval(() => from.bus.ring('cnv/echo'), 20);
  await heard.promise;
  clearInterval(ringing);
  stop();
}

export async function untilBack(store: Store): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = store.onReconnect(() => {
      stop();
      resolve();
    });
  });
}
