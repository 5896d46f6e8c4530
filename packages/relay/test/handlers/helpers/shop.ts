import type { Playbook } from '@tillside/rules';
import type { DirectoryChange, Rep, Site, Team } from '../../../src/ports/index.ts';

/** Two shops with a team of their own each and one team for both, small capacities, round figures. */

function team(id: string, kind: Team['kind'], capacity: number): Team {
  return { id, name: id.slice('team_'.length), kind, capacity, ringTimeoutMs: 20_000 };
}

function rep(id: string, ofTeam: string, name: string): Rep {
  return {
    id,
    team: ofTeam,
    name,
    email: `${id}@shop.example`,
    role: 'rep',
    passwordHash: '$argon2id$',
    isDisabled: false,
    picture: { type: 'image/png', base64: '', version: 'v1' },
  };
}

function site(id: string, ownTeam: string): Site {
  const name = id.slice('site_'.length);
  return {
    id,
    name,
    origins: [`https://${name}.example`],
    locales: ['en'],
    currency: 'USD',
    accent: '#123456',
    isEnabled: true,
    route: [
      { team: ownTeam, afterMs: 0 },
      { team: 'team_shared', afterMs: 15_000 },
    ],
    offers: [
      {
        id: `off_${name}-express`,
        title: 'Express',
        text: 'Free express shipping',
        code: `${name}-X`,
        isEnabled: true,
      },
      { id: `off_${name}-old`, title: 'Old', text: 'Over', code: 'OLD', isEnabled: false },
    ],
    tariff: {
      currency: 'USD',
      windowMs: 3_600_000,
      tiers: [
        { from: 0, bounty: 500 },
        { from: 50_000, bounty: 1_500 },
        { from: 100_000, bounty: 2_500 },
      ],
    },
    dispositions: ['Bought', 'Other'],
    texts: {},
    secretKeyHashes: [],
    playbook: `${name}-1`,
  };
}

export const playbook: Omit<Playbook, 'version'> = {
  rules: [
    {
      id: 'leaving',
      name: 'Leaving the checkout',
      on: [{ signal: 'exit_intent' }],
      atRisk: true,
      invite: { text: { en: "Hi, I'm {rep} from {site}.", de: 'Hallo, hier ist {rep} von {site}.' } },
    },
    { id: 'browsing', name: 'Browsing', on: [{ signal: 'page_view' }], invite: { text: { en: 'May I help?' } } },
    {
      id: 'unheld',
      name: 'Unheld',
      on: [{ signal: 'idle' }],
      invite: { held: false, text: { en: 'We are here: {rep}.' }, offer: 'off_alpha-express' },
    },
    { id: 'off', name: 'Switched off', enabled: false, on: [{ signal: 'idle' }], invite: { text: { en: 'x' } } },
  ],
};

export const shop: DirectoryChange = {
  teams: [team('team_alpha', 'dedicated', 2), team('team_beta', 'dedicated', 1), team('team_shared', 'shared', 2)],
  reps: [
    rep('rep_ann', 'team_alpha', 'Ann Archer'),
    rep('rep_bob', 'team_alpha', 'Bob Baker'),
    rep('rep_bea', 'team_beta', 'Bea Best'),
    rep('rep_sam', 'team_shared', 'Sam Stone'),
  ],
  sites: [site('site_alpha', 'team_alpha'), site('site_beta', 'team_beta')],
  playbooks: ['alpha', 'beta'].map((name) => ({
    site: `site_${name}`,
    version: `${name}-1`,
    json: JSON.stringify({ ...playbook, version: `${name}-1` }),
  })),
};
