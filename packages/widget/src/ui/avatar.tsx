import { useState } from 'preact/hooks';

export interface Person {
  readonly name: string;
  readonly picture?: string | undefined;
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('')
    .toUpperCase();

/** A rep's own picture, or initials where there is none or where it does not load. The name always stands beside it. */
export function Avatar({ person, relayUrl }: { readonly person: Person; readonly relayUrl: string }) {
  const [isBroken, setBroken] = useState(false);
  return (
    <span class="avatar" aria-hidden="true">
      {person.picture && !isBroken ? (
        <img
          src={new URL(person.picture, relayUrl).href}
          alt=""
          referrerpolicy="no-referrer"
          onError={() => setBroken(true)}
        />
      ) : (
        initials(person.name)
      )}
    </span>
  );
}
