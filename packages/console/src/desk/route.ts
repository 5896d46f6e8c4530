export type View = 'desk' | 'activity' | 'carts';

/** Where the rep is, as the address tells it after `#`. */
export interface Route {
  readonly view: View;
  /** On the desk: the open conversation. Among the saved carts: the shop. */
  readonly id: string | undefined;
}

export const views: readonly View[] = ['desk', 'activity', 'carts'];

export function parseRoute(hash: string): Route {
  const [view, id] = hash.replace(/^#?\/?/, '').split('/');
  const known = views.find((name) => name === view) ?? 'desk';
  return { view: known, id: id !== undefined && /^(cnv|site)_[a-z0-9_-]+$/.test(id) ? id : undefined };
}

export const routeHash = ({ view, id }: Route): string => (id === undefined ? `#/${view}` : `#/${view}/${id}`);
