import type { Playbook } from '@tillside/rules';
import { describe, expect, it, vi } from 'vitest';
import { plantedSecrets, secretsIn } from '../../rules/test/planted-secrets.ts';
import type { PlantedSecret } from '../../rules/test/planted-secrets.ts';
import { publicContext } from '../src/page/context.ts';
import { json, page, resetPage, serve } from './helpers/shop.ts';
import { settle } from './helpers/start-widget.ts';
import { useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const { start } = stage;

/** Looks at everything there is, and asks at everything that happens. */
const FACTS = [
  'page.url',
  'page.path',
  'page.title',
  'page.query.q',
  'page.query.utm_content',
  'visit.source',
  'visit.referrer',
  'cart.skus',
  'cart.items',
  'cart.coupon',
];
const SIGNALS = ['page_view', 'search', 'checkout_error', 'coupon_rejected', 'custom', 'view_cart', 'field_filled'];
const book: Playbook = {
  version: 'v1',
  rules: SIGNALS.map((signal, index) => ({
    id: `rule-${index}`,
    name: signal,
    on: [{ signal }],
    when: { $or: [...FACTS.map((fact) => ({ [fact]: { $exists: true } })), {}] },
    limits: { perVisit: 9 },
    invite: { text: { en: 'Hi' } },
  })),
};

/** The page of a shop that is careless with this secret, everywhere where secrets of its kind turn up. */
async function plant({ kind, text, places }: PlantedSecret): Promise<void> {
  const escaped = encodeURIComponent(text);
  const at = (place: string, there: string): string => ((places as readonly string[]).includes(place) ? there : '');
  const query = at('query', `?q=${escaped}&utm_content=${escaped}&token=${escaped}&email=${escaped}`);
  history.pushState(null, '', `/x/${at('path', escaped)}${query}${at('fragment', `#${escaped}`)}`);
  const item = { item_id: 'HM-1', item_name: 'Lamp', price: 12, quantity: 1, item_variant: text, coupon: text };
  const cart = { currency: 'USD', value: 12, coupon: text, email: text, shipping: text, items: [item] };
  const { widget } = stage.started;
  widget.page({ title: `Thank you, ${text}`, type: 'confirmation' });
  widget.page({ type: 'account' });
  await settle();
  document.title = `Thank you, ${text}`;
  widget.track('view_cart', cart);
  widget.track('begin_checkout', { ...cart, checkout_option: text });
  widget.track('search', { search_term: text, results: 0, q: text });
  widget.track('view_search_results', { search_term: text });
  for (const params of [{ code: text }, { error: text }, { error_code: text, message: text }]) {
    widget.track('checkout_error', params);
  }
  widget.track('coupon_rejected', { coupon: text, reason: text });
  widget.track(text, { text });
  widget.track('custom', { of: text });
  if (kind !== 'name') page.dataLayer?.push({ event: `sent to ${text}`, user: { text } });
  const form = document.createElement('form');
  const field = document.createElement('input');
  form.append(field);
  document.body.append(form);
  field.name = text;
  for (const type of ['focusin', 'change', 'focusout']) {
    field.value = text;
    field.dispatchEvent(new Event(type, { bubbles: true }));
  }
  form.remove();
}

describe('planted secrets', () => {
  it.each(['email', 'phone', 'address', 'reset token', 'order token', 'name', 'card'] as const)(
    '[SE1] every %s stays where it was put',
    async (kind) => {
      serve({ playbook: () => json(book) });
      page.dataLayer = [];
      Object.defineProperty(document, 'referrer', { value: `https://blog.example/`, configurable: true });
      const { link } = await start({ consent: 'granted', record: true });
      const contexts: unknown[] = [];
      Object.assign(link, { _context: (context: unknown) => contexts.push(context) });
      stage.started.widget.open();
      stage.started.widget.close();
      await settle();
      for (const secret of plantedSecrets.filter((one) => one.kind === kind)) {
        await plant(secret);
        await vi.advanceTimersByTimeAsync(12_000);
        if (link.types().at(-1) === 'invitation.request') link.withhold();
        const told = JSON.stringify([link.sent, contexts, Object.entries(localStorage)]);
        expect(secretsIn(told), secret.text).toEqual([]);
      }
      await vi.advanceTimersByTimeAsync(31_000);
      // It was told of all that, and asked.
      expect(link.types()).toContain('journey.record');
      expect(link.types()).toContain('invitation.request');
      expect(contexts.length).toBeGreaterThan(5);
      expect(JSON.stringify(link.sent)).toContain('***');
      expect(secretsIn(JSON.stringify([link.sent, contexts, Object.entries(localStorage)]))).toEqual([]);
      resetPage();
    },
  );

  it('[SE1] the search finds them in what was not reduced', () => {
    const [secret] = plantedSecrets;
    const context = { page: { url: `https://shop.example/u/${secret!.text}`, title: secret!.text, type: 'list' } };
    expect(secretsIn(JSON.stringify(context))).not.toEqual([]);
    expect(secretsIn(JSON.stringify(publicContext(context, [], 'en')))).toEqual([]);
  });
});
