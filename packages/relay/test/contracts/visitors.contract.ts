import { limits } from '@tillside/protocol';
import { describe, expect, it } from 'vitest';
import type { Invitation } from '../../src/ports/index.ts';
import { message, sessionOf, t0, visitor, visitorRecord } from './build.ts';
import { useStore } from './use-store.ts';
import type { Open } from './use-store.ts';

const invitation: Invitation = {
  id: 'inv_1',
  rule: 'exit',
  playbook: 'v1',
  isAtRisk: true,
  state: 'granted',
  text: 'Any question before you order?',
  isHeld: true,
  rep: 'rep_ada',
  team: 'team_1',
  claim: 'clm_1',
  grantedAt: t0,
  expiresAt: t0 + 60_000,
  session: sessionOf('a'),
  seq: 1,
};

/** What the visitors port promises. `open` gives a fresh, empty store. */
export function describeVisitors(name: string, open: Open): void {
  describe(`visitors on ${name}`, () => {
    const store = useStore(open);
    const visitors = () => store().visitors;

    it('[ST21] creates and changes a record at the expected revision', async () => {
      expect(await visitors().load(visitor.id)).toBeUndefined();
      const created = visitorRecord({ revision: 9, consent: 'granted', invitations: [invitation], orders: ['tx/1'] });
      expect(await visitors().commit(created, 0, t0 + 1)).toEqual({ kind: 'committed', at: t0 + 1, revision: 1 });
      expect(await visitors().load(visitor.id)).toEqual({ ...created, revision: 1 });
      const declined = visitorRecord({ declinedUntil: t0 + 5, generation: 1, isBlocked: true });
      expect(await visitors().commit(declined, 1, t0)).toMatchObject({ kind: 'committed', revision: 2 });
      expect(await visitors().load(visitor.id)).toEqual({ ...declined, revision: 2 });
      expect(await visitors().load('vis_2')).toBeUndefined();
    });

    it('[ST21] refuses any other revision', async () => {
      expect(await visitors().commit(visitorRecord(), 1, t0)).toEqual({ kind: 'stale', current: undefined });
      expect(await visitors().load(visitor.id)).toBeUndefined();
      await visitors().commit(visitorRecord(), 0, t0);
      const current = visitorRecord({ revision: 1 });
      expect(await visitors().commit(visitorRecord({ generation: 1 }), 0, t0)).toEqual({ kind: 'stale', current });
      expect(await visitors().commit(visitorRecord({ generation: 1 }), 2, t0)).toEqual({ kind: 'stale', current });
      expect(await visitors().load(visitor.id)).toEqual(current);
    });

    it('[ST21] lets one of those who commit at once win', async () => {
      const tries = [1, 2, 3, 4].map((generation) => visitors().commit(visitorRecord({ generation }), 0, t0));
      const kinds = (await Promise.all(tries)).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'committed')).toHaveLength(1);
      expect((await visitors().load(visitor.id))?.revision).toBe(1);
    });

    describe('their lane', () => {
      const a = sessionOf('a');
      const lane = (session: string, seq: number, sent = `frame ${seq}`) =>
        visitors().advanceLane(visitor.id, session, seq, sent, t0);

      it('[ST22] goes on by one', async () => {
        expect(await lane(a, 1)).toEqual({ kind: 'next' });
        expect(await lane(a, 2)).toEqual({ kind: 'next' });
        expect(await lane(a, 2)).toEqual({ kind: 'duplicate' });
        expect(await lane(a, 1)).toEqual({ kind: 'duplicate' });
        expect(await lane(a, 4)).toEqual({ kind: 'gap', highest: 2 });
        expect(await lane(a, 2, 'another frame')).toEqual({ kind: 'conflict' });
        expect(await lane(a, 3)).toEqual({ kind: 'next' });
      });

      it('[ST22] counts by visitor and session, apart from the conversation', async () => {
        expect(await lane(a, 1)).toEqual({ kind: 'next' });
        expect(await lane(sessionOf('b'), 2)).toEqual({ kind: 'gap', highest: 0 });
        expect(await visitors().advanceLane('vis_2', a, 1, 'frame 1', t0)).toEqual({ kind: 'next' });
        expect(await store().conversations.append(message(1, { session: a }), t0)).toMatchObject({ kind: 'appended' });
        expect(await lane(a, 2)).toEqual({ kind: 'next' });
      });

      it('[ST22] remembers the last 16', async () => {
        const count = limits.rememberedBodies + 2;
        for (let seq = 1; seq <= count; seq++) await lane(a, seq);
        expect(await lane(a, 2, 'another frame')).toEqual({ kind: 'duplicate' });
        expect(await lane(a, 3, 'another frame')).toEqual({ kind: 'conflict' });
        expect(await lane(a, 3)).toEqual({ kind: 'duplicate' });
      });

      it('[ST22] lets one of two at once be the next', async () => {
        const kinds = (await Promise.all([lane(a, 1), lane(a, 1), lane(a, 2)])).map(({ kind }) => kind);
        expect(kinds).toEqual(['next', 'duplicate', 'next']);
      });
    });
  });
}
