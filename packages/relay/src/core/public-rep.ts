import type { Rep } from '../ports/index.ts';

/** What a visitor may know of a rep. `picture` is an address relative to the relay. */
export interface PublicRep {
  readonly id: string;
  readonly name: string;
  readonly picture?: string;
}

export function publicRep(rep: Rep): PublicRep {
  return {
    id: rep.id,
    name: rep.name,
    ...(rep.picture === undefined ? {} : { picture: `/v1/reps/${rep.id}/picture?v=${rep.picture.version}` }),
  };
}
