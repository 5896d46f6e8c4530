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

/** A rep's own picture, over the initials that are seen where there is none or where it does not load. The name always stands beside it. */
export const Avatar = ({ person, relayUrl }: { readonly person: Person; readonly relayUrl: string }) => (
  <span class="avatar" part="avatar" aria-hidden="true">
    {initials(person.name)}
    {person.picture && (
      <img
        src={new URL(person.picture, relayUrl).href}
        alt=""
        referrerpolicy="no-referrer"
        onError={({ currentTarget }) => (currentTarget.hidden = true)}
      />
    )}
  </span>
);
