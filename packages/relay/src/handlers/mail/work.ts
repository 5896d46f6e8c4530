import { visitorOf } from '../../core/ids.ts';
import { MailRefusedError, StoreUnavailableError } from '../../ports/index.ts';
import type { DueMail, MailPort } from '../../ports/index.ts';
import { createRepeated } from '../repeat.ts';
import type { World } from '../types.ts';
import { compose } from './compose.ts';
import type { LinkOf } from './compose.ts';

const lookEveryMs = 3_000;
const atOnce = 10;
/** Far above any attempt; a letter whose node died is tried again after it. */
const leaseMs = 120_000;
/** 1 min, 2, 4 … 8 h between attempts: a day and a half in all. */
const firstRetryMs = 60_000;
const lastRetryMs = 8 * 3_600_000;
const mostAttempts = 12;

/** Sends what is due. Every node does; each letter is one node's at a time. */
export interface MailWork {
  start(): void;
  /** Looks now; resolves when all that was due is dealt with. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/** What a log may know: a server's own words repeat the address. */
function reasonOf(error: unknown): { readonly error: string; readonly code?: unknown; readonly status?: unknown } {
  if (!(error instanceof Error)) return { error: 'unknown' };
  return {
    error: error.name,
    ...('code' in error ? { code: error.code } : {}),
    ...('responseCode' in error ? { status: error.responseCode } : {}),
  };
}

export function createMailWork(world: World, linkOf: LinkOf): MailWork {
  async function send(order: DueMail, mail: MailPort): Promise<void> {
    const letter = await compose(order, linkOf, world);
    if (letter === undefined) return;
    const fromName = world.directory().site(order.site)?.name ?? '';
    const { key, kind, conversation } = order;
    await mail.send({ ...letter, fromName, messageId: key });
    await world.store.journal.append(order.site, [
      {
        key: `${key}/sent`,
        kind: kind === 'answer' ? 'answer.mailed' : 'transcript.sent',
        visitor: visitorOf(conversation),
        conversation,
      },
    ]);
  }

  async function deal(order: DueMail, mail: MailPort): Promise<void> {
    const { mails } = world.store;
    const { key, site, attempts } = order;
    try {
      await send(order, mail);
    } catch (error) {
      // What the store did not do is due again when the lease is over.
      if (error instanceof StoreUnavailableError) throw error;
      const isOver = error instanceof MailRefusedError || attempts + 1 >= mostAttempts;
      world.emit({
        name: isOver ? 'mail.given_up' : 'mail.failed',
        level: 'warn',
        mail: key,
        site,
        attempts,
        ...reasonOf(error),
      });
      if (!isOver) return mails.retry(key, Math.min(lastRetryMs, firstRetryMs * 2 ** attempts));
    }
    return mails.settle(key);
  }

  async function tick(): Promise<void> {
    const { mail, store } = world;
    if (mail === undefined) return;
    for (;;) {
      const due = await store.mails.take(atOnce, leaseMs);
      await Promise.all(due.map((order) => deal(order, mail)));
      if (due.length < atOnce || repeated.isStopping()) return;
    }
  }

  const repeated = createRepeated(world, { everyMs: lookEveryMs, failed: 'mail.stuck', work: tick });
  return {
    start() {
      if (world.mail !== undefined) repeated.start();
    },
    tick,
    stop: repeated.stop,
  };
}
