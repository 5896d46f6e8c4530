import type { Availability } from '@tillside/protocol';
import { bandOf } from '../../core/availability.ts';
import type { StaffedFloor } from '../../core/availability.ts';
import type { FloorSnapshot, Site } from '../../ports/index.ts';
import { candidatesIn } from '../conversation/route-floors.ts';
import type { World } from '../types.ts';

/** Visitors of a site are told a new band at most this often: a busy team's band flickers. */
const tellEveryMs = 5_000;

interface Band {
  now: Availability;
  told: Availability;
  toldAt: number;
}

/** How soon a rep of each site can answer, as this node knows it. */
export interface AvailabilityWork {
  of(site: string): Availability;
  /** A team's floor is another: the bands of its sites follow. */
  recompute(team: string): void;
  /** Tells what could not be told yet. */
  tellDue(): void;
}

export function createAvailability(
  world: World,
  floorOf: (team: string) => FloorSnapshot | undefined,
): AvailabilityWork {
  const bands = new Map<string, Band>();

  function compute({ route }: Site): Availability {
    const floors: StaffedFloor[] = [];
    for (const { team } of route) {
      const floor = floorOf(team);
      if (floor !== undefined) floors.push({ floor, candidates: candidatesIn(world, team) });
    }
    return bandOf(floors);
  }

  function tell(site: string, band: Band): void {
    if (band.now === band.told || world.now() - band.toldAt < tellEveryMs) return;
    band.told = band.now;
    band.toldAt = world.now();
    for (const party of world.sockets.visitorsAt(site)) {
      party.link.send({ type: 'availability.changed', availability: band.now });
    }
  }

  return {
    of: (site) => bands.get(site)?.now ?? 'none',
    recompute(team) {
      for (const site of world.directory().sitesOf(team)) {
        const now = compute(site);
        const band = bands.get(site.id);
        if (band === undefined) {
          bands.set(site.id, { now, told: now, toldAt: -tellEveryMs });
        } else {
          band.now = now;
          tell(site.id, band);
        }
      }
    },
    tellDue() {
      const directory = world.directory();
      for (const [site, band] of bands) {
        if (directory.site(site) === undefined) bands.delete(site);
        else tell(site, band);
      }
    },
  };
}
