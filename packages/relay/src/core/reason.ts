import type { Reason, Site } from '../ports/index.ts';

type Reasons = NonNullable<Site['reasons']>;

const all = ['sales', 'order', 'other'] as const satisfies readonly Reason[];

function find(reasons: Reasons | undefined, is: (route: NonNullable<Reasons[Reason]>) => boolean): Reason | undefined {
  return all.find((reason) => {
    const route = reasons?.[reason];
    return route !== undefined && is(route);
  });
}

/** The reason that an answer given before the chat means, as the site's file says. */
export function reasonOfAnswers(reasons: Reasons | undefined, answers: readonly string[]): Reason | undefined {
  return find(reasons, (route) => route.answers?.some((one) => answers.includes(one)) === true);
}

/** The reason of a chat that begins on this page. A pattern is a path; `*` at its end stands for the rest. */
export function reasonOfPage(reasons: Reasons | undefined, url: string | undefined): Reason | undefined {
  const [, path = ''] = /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(url ?? '') ?? [];
  if (path === '') return undefined;
  const fits = (page: string) => (page.endsWith('*') ? path.startsWith(page.slice(0, -1)) : path === page);
  return find(reasons, (route) => route.pages?.some(fits) === true);
}
