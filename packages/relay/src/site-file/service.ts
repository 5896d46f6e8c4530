import { usualService } from '../core/usual.ts';
import type { ReasonRoute, Site } from '../ports/index.ts';
import type { SiteFile } from './schema.ts';
import { unusual } from './unusual.ts';

type Service = Figures | 'reasons' | 'transferTo';
type Figures = 'idleMs' | 'replyTargetMs' | 'replyChance' | 'messageTargetMs' | 'lastRepWithinMs' | 'favors';

/** What is promised to visitors, as the store keeps it: what is as usual is left out. */
export function serviceToDirectory(file: Pick<SiteFile, Service>): Pick<Site, Service> {
  const { idleMs, replyTargetMs, replyChance, messageTargetMs, lastRepWithinMs, favors } = file;
  const { reasons, transferTo } = file;
  return {
    ...unusual({ idleMs, replyTargetMs, replyChance, messageTargetMs, lastRepWithinMs, favors }, usualService),
    ...(reasons === undefined ? {} : { reasons }),
    ...(transferTo.length === 0 ? {} : { transferTo }),
  };
}

const reasonOf = ({ team, skills, answers, pages }: ReasonRoute) => ({
  ...(team === undefined ? {} : { team }),
  ...(skills === undefined ? {} : { skills: [...skills] }),
  ...(answers === undefined ? {} : { answers: [...answers] }),
  ...(pages === undefined ? {} : { pages: [...pages] }),
});

/** The way back. */
export function serviceFromDirectory(site: Pick<Site, Service>): Pick<SiteFile, Service> {
  const { idleMs, replyTargetMs, replyChance, messageTargetMs, lastRepWithinMs, favors } = { ...usualService, ...site };
  const { sales, order, other } = site.reasons ?? {};
  return {
    ...{ idleMs, replyTargetMs, replyChance, messageTargetMs, lastRepWithinMs, favors },
    transferTo: [...(site.transferTo ?? [])],
    ...(site.reasons === undefined
      ? {}
      : {
          reasons: {
            ...(sales === undefined ? {} : { sales: reasonOf(sales) }),
            ...(order === undefined ? {} : { order: reasonOf(order) }),
            ...(other === undefined ? {} : { other: reasonOf(other) }),
          },
        }),
  };
}
