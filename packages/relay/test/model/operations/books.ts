import type { JournalItem } from '../../../src/ports/index.ts';
import { order, visitorRecord } from '../../contracts/build.ts';
import { at } from '../reference/ground.ts';
import { operation } from '../operation.ts';
import type { Generate, Operation } from '../operation.ts';
import { sites } from '../world.ts';
import type { World } from '../world.ts';

/** Visitors and their lanes, the journal and the ledger. */
export function createBooks(world: World): Generate {
  const { random, clock } = world;
  const revisions = new Map<string, number>();
  const lanes = new Map<string, string[]>();
  const visitor = (): string => `vis_${random.below(3)}`;
  /** Mostly what stands, as far as it is known. */
  const expected = (key: string): number => (revisions.get(key) ?? 0) + (random.chance(0.25) ? random.below(3) - 1 : 0);
  const remember = (key: string) => (answer: { readonly kind: string; readonly revision?: number }) => {
    if (answer.revision !== undefined) revisions.set(key, answer.revision);
  };

  function visitors(now: number): Operation {
    const id = visitor();
    if (random.chance(0.4)) return operation('visitors.load', [id], (store) => store.visitors.load(id));
    const record = visitorRecord({ visitor: id, generation: random.below(9), orders: [world.text()] });
    const args = [record, expected(id), now] as const;
    return operation('visitors.commit', args, (store) => store.visitors.commit(...args), remember(id));
  }

  function lane(now: number): Operation {
    const [id, session] = [visitor(), `${random.below(2)}`.padStart(32, '0')];
    const sent = at(lanes, `${id} ${session}`, () => []);
    const dice = random.below(100);
    const back = Math.max(1, sent.length - random.below(random.chance(0.3) ? 24 : 3));
    const seq = dice < 65 ? sent.length + 1 : dice < 72 ? sent.length + 2 : back;
    const frame = dice < 85 && seq <= sent.length ? (sent[seq - 1] ?? '') : world.text();
    const args = [id, session, seq, frame, now] as const;
    return operation(
      'visitors.advanceLane',
      args,
      (store) => store.visitors.advanceLane(...args),
      (answer) => {
        if (answer.kind === 'next') sent.push(frame);
      },
    );
  }

  function journal(now: number): Operation {
    const site = random.pick(sites);
    if (random.chance(0.3)) {
      const args = [site, random.chance(0.3) ? undefined : random.below(30), random.below(6)] as const;
      return operation('journal.read', args, (store) => store.journal.read(...args));
    }
    const item = (): JournalItem => ({ key: `k${random.below(40)}`, kind: 'offer.made', value: random.below(9) });
    if (random.chance(0.3)) return budget(site, item, now);
    const args = [site, Array.from({ length: random.below(4) }, item), now] as const;
    return operation('journal.append', args, (store) => store.journal.append(...args));
  }

  /** The same two names and few to give away, so that days end with and without some left. */
  function budget(site: string, item: () => JournalItem, now: number): Operation {
    const name = `off_${random.below(2)}`;
    if (random.chance(0.3)) {
      const args = [site, name, now] as const;
      return operation('journal.counted', args, (store) => store.journal.counted(...args));
    }
    const first = item();
    const others = Array.from({ length: random.below(3) }, item);
    const instead = { ...first, kind: 'invitation.suppressed' as const };
    const args = [site, { name, most: random.below(4) }, [first, ...others] as const, instead, now] as const;
    return operation('journal.appendWithin', args, (store) => store.journal.appendWithin(...args));
  }

  function ledger(now: number): Operation {
    const [site, key] = [random.pick(sites), `tx/${random.below(5)}`];
    const dice = random.below(10);
    if (dice < 2) return operation('ledger.load', [site, key], (store) => store.ledger.load(site, key));
    if (dice < 4) {
      const args = [site, now + 1_000 - random.below(20_000), random.below(4)] as const;
      return operation('ledger.list', args, (store) => store.ledger.list(...args));
    }
    const name = `${site} ${key}`;
    const args = [
      order(key, { site, at: now - random.below(3), value: random.below(9) }),
      expected(name),
      now,
    ] as const;
    return operation('ledger.commit', args, (store) => store.ledger.commit(...args), remember(name));
  }

  return () => [random.pick([visitors, lane, lane, journal, ledger])(clock.now())];
}
