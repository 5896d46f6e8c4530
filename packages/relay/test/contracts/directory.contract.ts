import { describe, expect, it } from 'vitest';
import type { Rep, Team } from '../../src/ports/index.ts';
import { site, t0 } from './build.ts';
import { describeSigningIn } from './sign-in.contract.ts';
import { useStore } from './use-store.ts';
import type { Open } from './use-store.ts';

const team = (id: string, changes: Partial<Team> = {}): Team => ({
  id,
  name: 'Lenses',
  kind: 'dedicated',
  capacity: 3,
  ringTimeoutMs: 20_000,
  ...changes,
});

const rep = (id: string, changes: Partial<Rep> = {}): Rep => ({
  id,
  team: 'team_1',
  name: 'Ada',
  email: `${id}@example.test`,
  role: 'rep',
  passwordHash: '$argon2id$…',
  isDisabled: false,
  ...changes,
});

/** What the directory port promises. `open` gives a fresh, empty store. */
export function describeDirectory(name: string, open: Open): void {
  describe(`the directory on ${name}`, () => {
    const store = useStore(open);
    const directory = () => store().directory;

    it('[ST35] begins empty, at revision 0', async () => {
      expect(await directory().load()).toEqual({ revision: 0, sites: [], teams: [], reps: [] });
      expect(await directory().revision()).toBe(0);
    });

    it('[ST35] applies a change whole', async () => {
      const picture = { type: 'image/webp', base64: 'AAAA', version: 'p1' };
      const full = site('site_b', {
        url: 'https://shop.example',
        greeting: 'Northlight Camera, this is …',
        texts: { hello: 'Hi 🙂' },
        offers: [
          {
            id: 'off_1',
            title: 'Free shipping',
            text: 'On us',
            code: 'SHIP',
            limits: { perVisitor: 2, perDay: 50 },
            isEnabled: true,
          },
        ],
        queryKeys: ['color'],
        secretKeyHashes: ['00'],
        playbook: 'v2',
        previousPlaybook: 'v1',
        rollout: { version: 'v3', percent: 10 },
      });
      const change = {
        sites: [full, site('site_a')],
        teams: [team('team_2', { kind: 'shared' }), team('team_1')],
        reps: [rep('rep_b', { picture, skills: ['fitting', 'fr'] }), rep('rep_a', { role: 'admin', isDisabled: true })],
        playbooks: ['v1', 'v2', 'v3'].map((version) => ({
          site: 'site_b',
          version,
          json: `{ "version": "${version}" }`,
        })),
      };
      expect(await directory().apply(change, 0)).toEqual({ kind: 'applied', revision: 1 });
      expect(await directory().load()).toEqual({
        revision: 1,
        sites: [change.sites[1], change.sites[0]],
        teams: [change.teams[1], change.teams[0]],
        reps: [change.reps[1], change.reps[0]],
      });
      expect(await directory().revision()).toBe(1);
      for (const version of ['v1', 'v2', 'v3'])
        expect(await directory().playbook('site_b', version)).toBe(`{ "version": "${version}" }`);
      expect(await directory().playbook('site_b', 'v4')).toBeUndefined();
      expect(await directory().playbook('site_a', 'v1')).toBeUndefined();
    });

    it('[ST35] is stale at any other revision, and then changes nothing', async () => {
      await directory().apply({ teams: [team('team_1')] }, 0);
      const before = await directory().load();
      const change = { sites: [site('site_a')], playbooks: [{ site: 'site_a', version: 'v1', json: '{}' }] };
      expect(await directory().apply(change, 0)).toEqual({ kind: 'stale' });
      expect(await directory().apply(change, 2)).toEqual({ kind: 'stale' });
      expect(await directory().load()).toEqual(before);
      expect(await directory().playbook('site_a', 'v1')).toBeUndefined();
    });

    it('[ST35] lets one of those who apply at once win', async () => {
      const tries = ['a', 'b', 'c'].map((name) => directory().apply({ teams: [team('team_1', { name })] }, 0));
      expect((await Promise.all(tries)).filter(({ kind }) => kind === 'applied')).toHaveLength(1);
      expect(await directory().revision()).toBe(1);
    });

    it('[ST36] leaves alone what a change does not name', async () => {
      await directory().apply({ sites: [site('site_a'), site('site_b')], reps: [rep('rep_a')] }, 0);
      await directory().apply({ sites: [site('site_a', { name: 'Anew', isEnabled: false })] }, 1);
      await directory().apply({}, 2);
      expect(await directory().load()).toEqual({
        revision: 3,
        sites: [site('site_a', { name: 'Anew', isEnabled: false }), site('site_b')],
        teams: [],
        reps: [rep('rep_a')],
      });
    });

    it('[ST36] never changes a published playbook', async () => {
      const playbook = (json: string) => ({ playbooks: [{ site: 'site_a', version: 'v1', json }] });
      await directory().apply(playbook('{"first":true}'), 0);
      expect(await directory().apply(playbook('{"second":true}'), 1)).toEqual({ kind: 'applied', revision: 2 });
      expect(await directory().playbook('site_a', 'v1')).toBe('{"first":true}');
    });

    it('[ST40] makes one secret for all', async () => {
      const secrets = await Promise.all([directory().secret(), directory().secret()]);
      expect(secrets[0]).toMatch(/^[0-9a-f]{64}$/);
      expect(new Set([...secrets, await directory().secret()]).size).toBe(1);
    });

    it('[ST47] goes by the store’s own clock where it is told no time', async () => {
      const { directory, journal } = store();
      const from = Date.now() - 60_000;
      await directory.putSignIn('hash', { rep: 'rep_a', at: from, expiresAt: from + 3_600_000 });
      await directory.putSignIn('over', { rep: 'rep_a', at: from - 3_600_000, expiresAt: from });
      expect(await directory.signIn('hash')).toMatchObject({ rep: 'rep_a' });
      expect(await directory.signIn('over')).toBeUndefined();
      const [row] = await journal.append('site_a', [{ key: 'k', kind: 'offer.made' }]);
      expect(row?.at).toBeGreaterThan(from);
      expect(row?.at).toBeLessThan(from + 3_600_000);
      expect(t0).toBeGreaterThan(from + 3_600_000);
    });
  });
  describeSigningIn(name, open);
}
