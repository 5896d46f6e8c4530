import { describe, expect, it } from 'vitest';
import type { FloorPort } from '../../src/ports/index.ts';
import { randomFrom } from '../model/random.ts';
import { t0 } from './build.ts';
import { team } from './floor-setup.ts';
import { useStore } from './use-store.ts';
import type { Open } from './use-store.ts';

const reps = ['rep_ada', 'rep_bob', 'rep_cy', 'rep_dan'];
const weights = [1, 1, 0.5, 0.25];

/** Everything that a claim can meet, by chance. */
function anything(port: FloorPort, random: ReturnType<typeof randomFrom>): Promise<unknown> {
  const claim = `clm_${random.below(14)}`;
  const now = t0 + random.below(9_000);
  const rep = random.pick(reps);
  const place = { claim, site: 'site_1', conversation: 'cnv_1' };
  const candidates = reps
    .map((one, n) => ({ rep: one, capacity: 2, weight: weights[n] ?? 1 }))
    .filter(() => random.chance(0.8));
  const kinds = [
    () => port.claimRep({ ...place, team, state: 'unconfirmed', dueAfterMs: 1_000, candidates, prefer: rep }, now),
    () => port.claimRep({ ...place, team, state: 'held', dueAfterMs: 1_000, candidates, exclude: [rep] }, now),
    () => port.releaseClaim(team, claim, now),
    () => port.confirmClaim(team, claim, undefined, now),
    () => port.restoreClaim(team, { ...place, rep, state: 'confirmed', at: now }, now),
    () => port.setStatus(team, rep, random.pick(['available', 'available', 'away']), now),
    () => port.pause(team, rep, 'missed_rings', now),
    () =>
      port.renewPresence(
        team,
        random.pick(['n1', 'n2']),
        reps.filter(() => random.chance(0.8)),
        now,
      ),
    () => port.assignByMessage({ team, item: { ...place, queuedAt: now }, candidates }, now),
    () => port.putByMessage(team, { ...place, queuedAt: now, rep }),
    () => port.removeByMessage(team, place.conversation),
  ];
  return random.pick(kinds)();
}

export function describeLoads(name: string, open: Open): void {
  describe(`loads on ${name}`, () => {
    const store = useStore(open);
    const port = () => store().floor;

    it('[ST91] are at every moment what a count of the claims would say, whatever happens at once', async () => {
      const random = randomFrom(7);
      let most = 0;
      for (let round = 0; round < 60; round += 1) {
        await Promise.all(Array.from({ length: 1 + random.below(8) }, () => anything(port(), random)));
        const { claims, reps: there } = await port().snapshot(team, t0 + 10_000);
        const counted = there.map(({ rep }) => claims.filter((one) => one.rep === rep).length);
        expect(there.map(({ load }) => load)).toEqual(counted);
        const known = there.map(({ rep }) => rep);
        expect(claims.filter(({ rep }) => !known.includes(rep))).toEqual([]);
        most = Math.max(most, claims.length);
      }
      expect(most).toBeGreaterThan(5);
    });

    it('[ST91] are right when they are counted anew, which then changes nothing', async () => {
      const random = randomFrom(11);
      for (let round = 0; round < 40; round += 1) {
        await Promise.all(Array.from({ length: 6 }, () => anything(port(), random)));
        const before = await port().snapshot(team, t0);
        expect(await port().recount(team, t0 + 10_000)).toEqual([]);
        expect(await port().snapshot(team, t0)).toEqual(before);
      }
    });

    it('[ST26] find the right one among very many, by load, then by idle time, with skills, weights and absences', async () => {
      const names = Array.from({ length: 300 }, (_, n) => `rep_${1_000 + n}`);
      const random = randomFrom(3);
      await Promise.all(names.map((rep, n) => port().setStatus(team, rep, 'available', t0 - 5_000 + n)));
      await port().renewPresence(
        team,
        'n1',
        names.filter((_, n) => n % 7 !== 0),
        t0,
      );
      const everybody = names.map((rep, n) => ({ rep, capacity: 1 + (n % 2), weight: n % 5 === 0 ? 0.5 : 1 }));
      for (let n = 0; n < 150; n += 1) {
        const part = random.pick([1, 2, 3, 10, 60]);
        const from = random.below(part);
        const candidates = everybody.filter((_, place) => place % part === from);
        const exclude = random.chance(0.3) ? [random.pick(names)] : [];
        const prefer = random.chance(0.2) ? { prefer: random.pick(names) } : {};
        const { reps: standing } = await port().snapshot(team, t0);
        const known = new Map(standing.map((one) => [one.rep, one]));
        const free = candidates.flatMap((one) => {
          const { load = 0, isPresent = false, idleSince = 0 } = known.get(one.rep) ?? {};
          const isFree = isPresent && load < one.capacity && !exclude.includes(one.rep);
          return isFree
            ? [{ ...one, occupancy: load / one.capacity / one.weight, idle: (t0 - idleSince) * one.weight }]
            : [];
        });
        const order = free
          .toSorted(
            (a, b) =>
              Number(b.rep === prefer.prefer) - Number(a.rep === prefer.prefer) ||
              a.occupancy - b.occupancy ||
              b.idle - a.idle ||
              (a.rep < b.rep ? -1 : 1),
          )
          .map(({ rep }) => rep);
        const ranking = await port().rank({ team, candidates, exclude, ...prefer }, t0);
        expect(ranking.reps).toEqual(order.slice(0, 16));
        const answer = await port().claimRep(
          {
            ...{
              team,
              claim: `clm_${n}`,
              site: 'site_1',
              conversation: `cnv_${n}`,
              state: 'unconfirmed',
              dueAfterMs: 1,
            },
            ...{ candidates, exclude, ...prefer },
          },
          t0,
        );
        expect(answer).toMatchObject(order[0] === undefined ? { kind: 'none' } : { kind: 'claimed', rep: order[0] });
      }
    });
  });
}
