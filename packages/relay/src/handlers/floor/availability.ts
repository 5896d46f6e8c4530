import type { Availability, Bands } from '@tillside/protocol';
import { bandOf, bandsOf } from '../../core/availability.ts';
import type { FloorSnapshot, Site } from '../../ports/index.ts';
import { candidatesIn } from '../conversation/route-floors.ts';
import type { World } from '../types.ts';

/** Visitors of a site are told new bands at most this often: a busy team's band flickers. */
const tellEveryMs = 5_000;

const nothing: Bands = { teams: {}, skills: {} };

interface Known {
  readonly availability: Availability;
  readonly bands: Bands;
}

interface SiteBands {
  now: Known;
  told: Known;
  toldAt: number;
}

/** How soon a rep of each site can answer, as this node knows it. */
export interface AvailabilityWork {
  of(site: string): Availability;
  bandsOf(site: string): Bands;
  /** A team's floor is another: the bands of its sites follow. */
  recompute(team: string): void;
  /** Tells what could not be told yet. */
  tellDue(): void;
}

const isSame = (one: Bands, other: Bands): boolean => JSON.stringify(one) === JSON.stringify(other);

export function createAvailability(
  world: World,
  floorOf: (team: string) => FloorSnapshot | undefined,
): AvailabilityWork {
  const sites = new Map<string, SiteBands>();

  function compute({ route }: Site): Known {
    const directory = world.directory();
    const floors = route.flatMap((step) => {
      const { team } = step;
      const floor = floorOf(team);
      return floor === undefined
        ? []
        : [{ team, floor, candidates: candidatesIn(world, team, { at: floor.at, step }) }];
    });
    return { availability: bandOf(floors), bands: bandsOf(floors, (rep) => directory.rep(rep)?.skills ?? []) };
  }

  function tell(site: string, one: SiteBands): void {
    const { now, told } = one;
    const hasSameBands = isSame(now.bands, told.bands);
    if (now.availability === told.availability && hasSameBands) return;
    if (world.now() - one.toldAt < tellEveryMs) return;
    one.told = now;
    one.toldAt = world.now();
    const { availability, bands } = now;
    for (const party of world.sockets.visitorsAt(site)) {
      party.link.send({ type: 'availability.changed', availability, ...(hasSameBands ? {} : { bands }) });
    }
  }

  return {
    of: (site) => sites.get(site)?.now.availability ?? 'none',
    bandsOf: (site) => sites.get(site)?.now.bands ?? nothing,
    recompute(team) {
      for (const site of world.directory().sitesOf(team)) {
        const now = compute(site);
        const one = sites.get(site.id);
        if (one === undefined) {
          sites.set(site.id, { now, told: now, toldAt: -tellEveryMs });
        } else {
          one.now = now;
          tell(site.id, one);
        }
      }
    },
    tellDue() {
      const directory = world.directory();
      for (const [site, one] of sites) {
        if (directory.site(site) === undefined) sites.delete(site);
        else tell(site, one);
      }
    },
  };
}
