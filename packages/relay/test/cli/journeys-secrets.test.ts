import { packTrace } from '@tillside/rules/explain';
import type { JourneyStep } from '@tillside/rules/journeys';
import { describe, expect, it } from 'vitest';
import { plantedSecrets, secretsIn } from '../../../rules/test/planted-secrets.ts';
import type { JournalItem } from '../../src/ports/index.ts';
import { cut, rule, stretch, T0, useJournal, version, view } from './journeys-shop.ts';

describe('what tillside journeys export prints', () => {
  const { cli, add } = useJournal();

  it('[CM35] holds none of two hundred planted secrets', async () => {
    const items: Omit<JournalItem, 'key'>[] = [];
    for (const { text, places } of plantedSecrets) {
      const escaped = encodeURIComponent(text);
      const [inPath, inQuery] = [
        places.includes('path') ? `/o/${escaped}` : '/o',
        places.includes('query') ? escaped : '',
      ];
      const steps: JourneyStep[] = [
        {
          at: 0,
          signal: { name: 'page_view', of: 'account' },
          facts: {
            'page.url': `https://u:p@shop.example${inPath}?q=${inQuery}&utm_source=${inQuery}&size=${inQuery}#${escaped}`,
            'page.path': inPath,
            'page.type': 'account',
            'page.title': `Thank you, ${text}`,
            'page.query.size': inQuery && text,
            [`page.query.${text}`]: 'x',
            'visit.source': inQuery && text,
            'visit.referrer': text,
            'visit.language': text,
            'visit.timeZone': text,
            'visit.country': text,
            'cart.coupon': text,
            'cart.currency': text,
            'cart.skus': [text],
            'cart.items': [{ sku: text, category: text, coupon: text, [text]: text, price: 1 }],
            'visitor.attributes.note': text,
            [`visitor.attributes.${text}`]: true,
            'visitor.attributes.phone': Number(text.replaceAll(/\D/g, '')),
            'cart.value': Number(text.replaceAll(/\D/g, '').padEnd(13, '1')),
            [text]: text,
          },
        },
        { at: 1, signal: { name: 'custom', of: text } },
        { at: 2, signal: { name: 'checkout_error', of: text } },
        { at: 3, signal: { name: 'search', of: text } },
        { at: 4, signal: { name: 'field_filled', of: text } },
        { at: 5, signal: { name: text }, outcome: { rule: text, outcome: 'shown' } },
        { at: 6, facts: { 'page.title': `Once more: ${text}` } },
      ];
      items.push(stretch('vis_secret', T0, steps));
      items.push(stretch(`vis_${text}`, T0, [view(0)]));
      const trace = packTrace({
        rule: rule.id,
        entry: 0,
        signal: 'exit_intent',
        at: T0,
        bits: '11111',
        values: ['cart', cut(inPath), 61_200, 25, '#2'],
        limits: [0, 0, 0, -1],
        arm: cut(text),
      });
      items.push({
        kind: 'invitation.granted',
        visitor: `vis_other${text}`,
        rule: rule.id,
        playbook: version,
        trace,
        reason: text,
      });
    }
    await add(T0, ...items);
    const out = await cli.ok('journeys', 'export', '--attributes', 'note');
    expect(out.split('\n').length).toBeGreaterThan(300);
    expect(out).toContain('"name":"custom","of":"***"');
    expect(secretsIn(out)).toEqual([]);
  });
});
