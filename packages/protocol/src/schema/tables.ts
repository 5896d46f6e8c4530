import { linkAsked, linkTold } from './link.ts';
import { repTold, visitorTold } from './facts.ts';
import { repAsked } from './rep.ts';
import { visitorAsked } from './visitor.ts';

/** The four frame sets. A handler table `satisfies` one of them: a missing handler is a compile error that names the frame. */
export const visitorToRelay = { ...linkAsked, ...visitorAsked } as const;
export const repToRelay = { ...linkAsked, ...repAsked } as const;
export const relayToVisitor = { ...linkTold, ...visitorTold } as const;
export const relayToRep = { ...linkTold, ...repTold } as const;
