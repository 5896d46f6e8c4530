import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Boot } from '@tillside/protocol';
import type { Playbook, Rule } from '@tillside/rules';
import type { Site } from '../../src/ports/index.ts';
import { readSiteFile } from '../../src/site-file/index.ts';
import type { SiteFile } from '../../src/site-file/index.ts';
import { startTestRelay } from '../../src/testing.ts';
import type { TestRelay } from '../../src/testing.ts';
import { hello, newSession, openRaw, visitorPath } from './raw-socket.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const names = ['halden', 'fernway'] as const;

function fileOf(name: string): SiteFile {
  const read = readSiteFile(readFileSync(join(root, 'examples', 'demo-shop', 'sites', `${name}.site.json`), 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
  return read.file;
}

const files = names.map(fileOf);
const codes = files.flatMap(({ offers }) => offers.map(({ code = '' }) => code));
/** What a shop pays, and gives away at most. */
const figures = files.flatMap(({ tariff, offers }) => [
  ...tariff.tiers.map(({ bounty }) => bounty),
  ...offers.flatMap(({ limits }) => [limits?.perDay ?? 0]),
]);
const words = [
  'bounty',
  'tariff',
  'tiers',
  'perDay',
  'secretKey',
  'passwordHash',
  '@halden.example',
  '@fernway.example',
];

/** Every number in a document, at any depth. */
function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

function expectPublic(text: string, what: string): void {
  for (const secret of [...codes, ...words]) expect(text.includes(secret), `${secret} in ${what}`).toBe(false);
}

let relay: TestRelay;
beforeAll(async () => {
  relay = await startTestRelay();
  // Every rep is there, as far as the store knows.
  for (const { id, team } of (await relay.store.directory.load()).reps)
    await relay.store.floor.renewPresence(team, `node_${id}`, [id]);
});
afterAll(() => relay.close());

const text = async (path: string) => (await fetch(relay.url + path)).text();
const bootOf = async (site: string) => JSON.parse(await text(`/v1/sites/${site}/boot`)) as Boot;

/** The demo's rules and one for each of the site's offers, as a candidate beside the current playbook. */
async function publishOffers(site: Site): Promise<Playbook> {
  const rules = site.offers.map(({ id }): Rule => ({
    id: `with-${id}`,
    name: id,
    on: [{ signal: 'exit_intent' }],
    invite: { held: false, text: { en: 'Something for you' }, offer: id },
  }));
  const playbook = { version: `offers-${site.id}`, rules };
  await relay.store.directory.apply(
    {
      sites: [{ ...site, rollout: { version: playbook.version, percent: 10 } }],
      playbooks: [{ site: site.id, version: playbook.version, json: JSON.stringify(playbook) }],
    },
    await relay.store.directory.revision(),
  );
  await relay.relay.refresh();
  return playbook;
}

describe('what a browser of a shop is served', () => {
  it('[TR27] looks for something: the demo has codes, bounties and budgets', () => {
    expect(codes.filter((code) => code.length > 3)).toHaveLength(3);
    expect(figures.filter((figure) => figure > 0).length).toBeGreaterThan(8);
  });

  it.each(files)('[TR27] $id: boot and playbooks hold no code, value, limit, budget or account', async ({ id }) => {
    const before = (await relay.store.directory.load()).sites.find((site) => site.id === id);
    await publishOffers(before!);
    const boot = await bootOf(id);
    expect(boot.rollout).toEqual({
      version: `offers-${id}`,
      url: `/v1/sites/${id}/playbook/offers-${id}.json`,
      percent: 10,
      needs: ['facts', 'watch'],
    });
    expect(boot.queryKeys).toEqual(['category']);
    expectPublic(JSON.stringify(boot), 'boot');
    expect(numbersIn({ ...boot, rollout: undefined }).filter((one) => figures.includes(one))).toEqual([]);
    for (const { url } of [boot.playbook!, boot.rollout!]) {
      const playbook = await text(url);
      expectPublic(playbook, url);
      const invites = (JSON.parse(playbook) as Playbook).rules.map(({ invite }) => invite);
      expect(numbersIn(invites).filter((one) => figures.includes(one))).toEqual([]);
      for (const invite of invites) expect(Object.keys(invite)).not.toContain('limits');
    }
  });

  it.each(files)('[TR27] $id: every frame of a visitor who is granted each offer holds neither', async ({ id }) => {
    const site = (await relay.store.directory.load()).sites.find((one) => one.id === id)!;
    const { version, rules } = await publishOffers(site);
    for (const rule of rules) {
      const socket = await openRaw(relay, visitorPath(id));
      const session = newSession();
      socket.say(hello(undefined, session));
      await socket.next('welcomed');
      const trace = {
        rule: rule.id,
        entry: 0,
        signal: 'exit_intent',
        at: 1,
        bits: '',
        values: [],
        limits: [0, 0, 0, -1],
      };
      const body = { rule: rule.id, playbook: version, trace };
      socket.say({ type: 'invitation.request', session, conversation: 'visitor', seq: 1, body });
      const granted = await socket.next('invitation.granted');
      expect(granted).toMatchObject({ offer: { id: rule.invite.offer, title: expect.any(String) } });
      await socket.next('acked');
      const told = JSON.stringify(socket.frames);
      expectPublic(told, 'frames');
      expect(numbersIn(granted).filter((one) => figures.includes(one))).toEqual([]);
      socket.close();
    }
  });

  it('[TR27] as a script: no code, and no word of what an offer may cost', async () => {
    const folder = join(root, 'packages', 'widget', 'dist');
    const built = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(js|json|css)$/.test(name),
    );
    for (const name of built) {
      const script = readFileSync(join(folder, name), 'utf8');
      for (const secret of [...codes, 'bounty', 'tariff', 'perDay']) expect(script.includes(secret), name).toBe(false);
    }
  });
});
