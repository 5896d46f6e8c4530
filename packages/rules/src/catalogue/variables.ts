/** What an invitation's text may hold in braces, and what it becomes. `{name|words}`: the words where it is not known. */
export const VARIABLES: ReadonlyMap<string, string> = new Map([
  ['rep', 'First name of the rep who is held; known only where the invitation is held.'],
  ['team', 'Name of the team.'],
  ['site', 'Name of the site.'],
  ['cart', 'The cart’s value, written out with its currency; not known without a cart.'],
]);
