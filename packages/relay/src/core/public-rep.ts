import type { Rep } from '../ports/index.ts';
import { firstName } from './invitation-text.ts';

/** What a visitor may know of a rep: the first name, and the picture where the rep shows it; no more. `picture` is an address relative to the relay. */
export interface PublicRep {
  readonly id: string;
  readonly name: string;
  readonly picture?: string;
}

export function publicRep(rep: Rep): PublicRep {
  return {
    id: rep.id,
    name: firstName(rep.name),
    ...(rep.picture === undefined || rep.showsPicture === false
      ? {}
      : { picture: `/v1/reps/${rep.id}/picture?v=${rep.picture.version}` }),
  };
}
