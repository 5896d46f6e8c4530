import { textOn } from '@tillside/protocol';
import type { Boot } from '@tillside/protocol';
import { needsOf } from '@tillside/rules';
import type { Need, Playbook } from '@tillside/rules';
import { filesOf } from '../../core/site-files.ts';
import { publicRep } from '../../core/public-rep.ts';
import type { DirectoryView } from '../../handlers/types.ts';
import type { Site } from '../../ports/index.ts';
import type { HttpWorld } from './env.ts';

/** By the directory's parsed playbook, which stays the same object while it is live: each is looked through once, not for every visitor. */
const known = new WeakMap<Playbook, Need[]>();

function knownNeedsOf(playbook: Playbook): Need[] {
  const needs = known.get(playbook) ?? [...needsOf(playbook)];
  known.set(playbook, needs);
  return needs;
}

function playbookAt(site: Site, version: string, directory: DirectoryView) {
  const playbook = directory.playbook(site.id, version);
  return {
    version,
    url: `/v1/sites/${site.id}/playbook/${version}.json`,
    needs: playbook === undefined ? [] : knownNeedsOf(playbook),
  };
}

/** What every page of a shop asks first: what the site looks like, who is there, and which rules there are. */
export function bootOf(site: Site, { world }: HttpWorld): Boot {
  const directory = world.directory();
  const first = site.route.map((step) => directory.team(step.team)).find((team) => team !== undefined);
  const files = world.files === undefined ? undefined : filesOf(site);
  const reps = first === undefined ? [] : directory.repsOf(first.id).slice(0, 3);
  return {
    site: site.id,
    name: site.name,
    locale: site.locales[0] ?? 'en',
    locales: site.locales.length === 0 ? ['en'] : [...site.locales],
    keepDays: site.keepDays ?? 180,
    ...(site.invitationsBeforeConsent === true ? { invitationsBeforeConsent: true as const } : {}),
    ...(site.livePreview === true ? { livePreview: true as const } : {}),
    ...(world.mail === undefined ? {} : { mail: true as const }),
    ...(files === undefined ? {} : { files }),
    ...(site.preChat === undefined ? {} : { preChat: site.preChat }),
    ...(site.rememberUrl === undefined ? {} : { rememberUrl: site.rememberUrl }),
    currency: site.currency,
    accent: site.accent,
    onAccent: textOn(site.accent),
    ...(site.privacyUrl === undefined ? {} : { privacyUrl: site.privacyUrl }),
    ...(site.playbook === undefined ? {} : { playbook: playbookAt(site, site.playbook, directory) }),
    ...(site.rollout === undefined
      ? {}
      : { rollout: { ...playbookAt(site, site.rollout.version, directory), percent: site.rollout.percent } }),
    queryKeys: [...(site.queryKeys ?? [])],
    availability: world.availability(site.id),
    bands: world.bands(site.id),
    team: {
      name: first?.name ?? site.name,
      kind: first?.kind ?? 'dedicated',
      reps: reps.map(publicRep),
    },
    texts: { ...site.texts },
  };
}
