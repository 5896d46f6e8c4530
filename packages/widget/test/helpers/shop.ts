import type { Boot } from '@tillside/protocol';
import { needsOf } from '@tillside/rules';
import type { Playbook, Rule } from '@tillside/rules';
import { vi } from 'vitest';

export const RELAY = 'https://relay.example';
export const SITE = 'site_halden';

export const boot: Boot = {
  site: SITE,
  name: 'Halden',
  locale: 'en',
  locales: ['en'],
  keepDays: 180,
  currency: 'USD',
  accent: '#1f5f5b',
  onAccent: '#fff',
  playbook: { version: 'v1', url: `/v1/sites/${SITE}/playbook/v1.json`, needs: [] },
  availability: 'now',
  team: { name: 'Halden', kind: 'dedicated', reps: [{ id: 'rep_mara', name: 'Mara' }] },
  texts: {},
  queryKeys: [],
  bands: { teams: {}, skills: {} },
};

export const leaving: Rule = {
  id: 'leaving',
  name: 'Leaving the checkout with a large cart',
  on: [{ signal: 'exit_intent' }],
  when: { 'page.type': 'checkout', 'cart.value': { $gte: 50_000 }, 'reps.availability': 'now' },
  atRisk: true,
  funnel: 2,
  invite: { text: { en: "Hi, I'm {rep} from {site}. Any question?" } },
};
export const lingering: Rule = {
  id: 'lingering',
  name: 'Twenty seconds at the start of the checkout',
  on: [{ signal: 'begin_checkout', afterMs: 20_000 }],
  when: { 'cart.value': { $gte: 30_000 }, 'checkout.step': 1 },
  funnel: 1,
  invite: { text: { en: 'Can I help?' } },
};
export const playbook: Playbook = { version: 'v1', rules: [leaving, lingering] };

export const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });

type Answers = Partial<Record<'boot' | 'playbook', () => Response | Promise<Response>>>;

/** Answers the widget's requests; each test may change an answer. Returns every request made. */
export function serveAsIs(answers: Answers = {}) {
  const requests: { url: string; init: RequestInit | undefined }[] = [];
  const fetch = vi.fn(async (url: string, init?: RequestInit) => {
    requests.push({ url, init });
    if (url.endsWith('/boot')) return answers.boot ? answers.boot() : json(boot);
    return answers.playbook ? answers.playbook() : json(playbook);
  });
  vi.stubGlobal('fetch', fetch);
  return requests;
}

/** The same, with `boot` saying what the playbook needs, as a relay does. */
export const serve = (answers: Answers = {}) =>
  serveAsIs({
    ...answers,
    async boot() {
      const answer = await (answers.boot?.() ?? json(boot));
      const book = await (answers.playbook?.() ?? json(playbook));
      if (!answer.ok || !book.ok) return answer;
      const { playbook: current, rollout, ...rest } = (await answer.json()) as Boot;
      const needs = needsOf((await book.json()) as Playbook);
      return json({
        ...rest,
        ...(current && { playbook: { ...current, needs } }),
        ...(rollout && { rollout: { ...rollout, needs } }),
      });
    },
  });

export const checkout = (value: number) => ({
  event: 'begin_checkout',
  ecommerce: { currency: 'USD', value, items: [{ item_id: 'HM-1', item_name: 'M-series', price: value, quantity: 1 }] },
});

type Page = { dataLayer?: unknown[]; Tillside?: unknown };
export const page = window as Page;

/** Up through the top edge, at a pace that means it. */
export const leavePage = () => {
  const root = document.documentElement;
  root.dispatchEvent(new MouseEvent('mousemove', { clientX: 300, clientY: 60 }));
  root.dispatchEvent(new MouseEvent('mouseout', { clientX: 300, clientY: -2 }));
};
export const returnToPage = () => document.documentElement.dispatchEvent(new MouseEvent('mouseover'));

/** Leaves the page as a browser finds it. */
/** What the browser keeps of this site, in the order of the names. */
export const storedKeys = (): string[] =>
  Object.keys(localStorage)
    .map((key) => key.replace(`tillside:${SITE}:`, ''))
    .toSorted();

export function resetPage(): void {
  delete page.dataLayer;
  delete page.Tillside;
  localStorage.clear();
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
}
