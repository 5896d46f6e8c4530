import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../src/index.ts';
import { parsePlaybook, SIGNALS } from '../src/schema/index.ts';
import type { Problem } from '../src/schema/index.ts';
import { readVectors } from './helpers.ts';

const demo = readVectors('demo-playbook.json') as { readonly limits: object; readonly rules: readonly object[] };
const rule = (rest: object = {}): object => ({
  id: 'a',
  name: 'A',
  on: [{ signal: 'page_view' }],
  invite: { text: { en: 'Hi' } },
  ...rest,
});
const file = (...rules: object[]): object => ({ rules });
const problems = (json: unknown): readonly Problem[] => {
  const result = parsePlaybook(json);
  return result.ok ? [] : result.problems;
};
const invite = (rest: object): readonly Problem[] => problems(file(rule({ invite: { text: { en: 'Hi' }, ...rest } })));

describe('the playbook file', () => {
  it('[PB1] a correct one is given back as it was written', () => {
    expect(parsePlaybook(demo)).toEqual({ ok: true, playbook: demo });
    expect(parsePlaybook({ $schema: './playbook.schema.json', rules: [] })).toEqual({
      ok: true,
      playbook: { rules: [] },
    });
  });

  it('[PB1] every mistake is told at once, rule by rule', () => {
    const json = {
      limits: { declinedDays: 3, perDay: 2 },
      rules: [
        rule({ on: [{ signal: 'scroll' }, { signal: 'search', afterMs: -1 }], priority: 1.5 }),
        {
          id: 'a b',
          when: { 'cart.value': { $gtee: 5 }, 'cart.total': 1 },
          on: [],
          invite: { text: { de: 'Hallo {name}' } },
        },
      ],
    };
    expect(problems(json).map(({ path }) => path)).toEqual([
      'limits.declinedDays',
      'limits.perDay',
      'rules[0].on[0].signal',
      'rules[0].on[1].afterMs',
      'rules[0].priority',
      'rules[1].id',
      'rules[1].name',
      'rules[1].on',
      'rules[1].when.cart.value.$gtee',
      'rules[1].when.cart.total',
      'rules[1].invite.text.en',
      'rules[1].invite.text.de',
    ]);
  });

  it.each<[string, unknown, string, string]>([
    ['nothing', undefined, '', 'expected an object, got nothing'],
    ['a list', [], '', 'expected an object, got a list'],
    ['no rules', {}, 'rules', 'expected a list, got nothing'],
    ['rules by name', { rules: {} }, 'rules', 'expected a list, got an object'],
    ['a rule that is none', { rules: ['a'] }, 'rules[0]', 'expected an object, got "a"'],
    ['no name', file({ ...rule(), name: undefined }), 'rules[0].name', 'expected a text, got nothing'],
    ['an empty name', file(rule({ name: ' ' })), 'rules[0].name', 'expected 1 to 120 characters'],
    ['no invitation', file({ ...rule(), invite: undefined }), 'rules[0].invite', 'expected an object, got nothing'],
    ['enabled by word', file(rule({ enabled: 'yes' })), 'rules[0].enabled', 'expected true or false, got "yes"'],
    ['half a level', file(rule({ funnel: 0.5 })), 'rules[0].funnel', 'expected a whole number from 0 to 100'],
    [
      'a limit of none',
      file(rule({ limits: { perVisit: 0 } })),
      'rules[0].limits.perVisit',
      'expected a whole number from 1 to 100',
    ],
    [
      'a wait of hours',
      file(rule({ on: [{ signal: 'search', afterMs: 1e9 }] })),
      'rules[0].on[0].afterMs',
      'expected a whole number of milliseconds from 0 to 3600000',
    ],
    [
      'a short life',
      file(rule({ invite: { text: { en: 'Hi' }, timeToLiveMs: 10 } })),
      'rules[0].invite.timeToLiveMs',
      'expected a whole number of milliseconds from 5000 to 600000',
    ],
    [
      'null for a wait',
      file(rule({ on: [{ signal: 'search', afterMs: null }] })),
      'rules[0].on[0].afterMs',
      'expected a whole number of milliseconds, got null',
    ],
    ['a condition that is none', file(rule({ when: true })), 'rules[0].when', 'expected a condition object, got true'],
  ])('[PB1] %s', (_name, json, path, message) => {
    expect(problems(json)).toEqual([{ path, message }]);
  });

  it.each<[string, unknown, string, string]>([
    ['a key of the file', { version: 'x', rules: [] }, 'version', 'unknown key; known are $schema, timeZone, open,'],
    ['a key of a rule', file(rule({ whn: {} })), 'rules[0].whn', 'unknown key; known are id, name, enabled, on, when,'],
    [
      'a key of the invitation',
      file(rule({ invite: { text: { en: 'Hi' }, picture: 'x' } })),
      'rules[0].invite.picture',
      'unknown key; known are form, held, text, offer, skills,',
    ],
    [
      'a signal',
      file(rule({ on: [{ signal: 'exit' }] })),
      'rules[0].on[0].signal',
      'unknown signal "exit"; known are page_view,',
    ],
    [
      'a fact',
      file(rule({ when: { 'cart.total': 5 } })),
      'rules[0].when.cart.total',
      "unknown fact 'cart.total'; known are page.url,",
    ],
    [
      'a family’s name without a key',
      file(rule({ when: { 'page.query.': 'x' } })),
      'rules[0].when.page.query.',
      "unknown fact 'page.query.'; known are",
    ],
    [
      'a field of an item',
      file(rule({ when: { 'cart.items': { $elemMatch: { colour: 'red' } } } })),
      'rules[0].when.cart.items.$elemMatch.colour',
      "unknown field 'colour'; known are sku, category, price, quantity, coupon",
    ],
    [
      'an operator',
      file(rule({ when: { 'cart.value': { $gtee: 5 } } })),
      'rules[0].when.cart.value.$gtee',
      "unknown operator '$gtee'; known are $eq, $ne, $lt,",
    ],
    [
      'an operator in $not',
      file(rule({ when: { 'cart.value': { $not: { $where: 5 } } } })),
      'rules[0].when.cart.value.$not.$where',
      "unknown operator '$where'; known are",
    ],
    [
      'a join',
      file(rule({ when: { $and: [{}, { $xor: [] }] } })),
      'rules[0].when.$and[1].$xor',
      "unknown operator '$xor'; known are $and, $or, $nor, or the name of a fact",
    ],
  ])('[PB2] %s that is not known', (_name, json, path, message) => {
    expect(problems(json)).toEqual([{ path, message: expect.stringContaining(message) as string }]);
  });

  it('[PB4] a rule id is there once', () => {
    expect(problems(file(rule(), rule({ id: 'b' }), rule()))).toEqual([
      { path: 'rules[2].id', message: "'a' is taken by rules[0]" },
    ]);
  });

  it('[PB4] a no binds for 30 days at least', () => {
    expect(problems({ limits: { declinedDays: 29 }, rules: [] })).toMatchObject([{ path: 'limits.declinedDays' }]);
    expect(problems({ limits: { declinedDays: 30 }, rules: [] })).toEqual([]);
  });

  it.each<[string, object, string, string]>([
    ['none at all', { text: undefined }, 'text', 'expected texts by language'],
    ['one for all', { text: 'Hi' }, 'text', 'expected texts by language, as in { "en": "…" }, got "Hi"'],
    ['no English', { text: { de: 'Hallo' } }, 'text.en', 'missing'],
    ['an empty one', { text: { en: '' } }, 'text.en', 'is empty'],
    ['one that is no text', { text: { en: 5 } }, 'text.en', 'expected a text, got 5'],
    ['too long', { text: { en: 'x'.repeat(301) } }, 'text.en', 'has 301 characters; at most 300'],
    ['no language', { text: { en: 'Hi', german: 'x', 'not a tag': 'x' } }, 'text.not a tag', 'is not a language tag'],
    [
      'an unknown variable',
      { text: { en: 'Hi {name}' } },
      'text.en',
      'unknown variable {name}; known are {rep}, {team}, {site}, {cart}',
    ],
    ['an open brace', { text: { en: 'Hi {rep' } }, 'text.en', 'a brace without its partner'],
    ['a rep where there is none', { held: false, text: { en: "I'm {rep}" } }, 'text.en', 'write {rep|we}'],
    ['a cart that may not be there', { text: { en: 'All of {cart}' } }, 'text.en', 'write {cart|your cart}'],
    ['braces within braces', { text: { en: '{rep|{team}}' } }, 'text.en', 'variables do not nest'],
    ['no words instead', { text: { en: '{rep| }' } }, 'text.en', 'has no words behind the |'],
    ['words instead twice', { text: { en: '{rep|a|b}' } }, 'text.en', 'has more than one |'],
    ['words instead of an unknown one', { text: { en: '{name|you}' } }, 'text.en', 'unknown variable {name|you}'],
  ])('[PB5] texts: %s', (_name, rest, path, message) => {
    expect(invite(rest)).toEqual([
      { path: `rules[0].invite.${path}`, message: expect.stringContaining(message) as string },
    ]);
  });

  it('[PB5] texts in several languages with variables pass', () => {
    expect(invite({ text: { en: "I'm {rep} of {site}", 'pt-BR': 'Sou {rep}', ar: '{site}' } })).toEqual([]);
    expect(invite({ held: false, text: { en: 'The {team} team of {site}: {rep|we} saw {cart|your cart}' } })).toEqual(
      [],
    );
  });

  it('[PB8] no JSON makes it throw, and what passes makes an engine', () => {
    const keys = fc.constantFrom(
      'rules',
      'id',
      'name',
      'on',
      'signal',
      'when',
      'invite',
      'text',
      'en',
      '$and',
      '$in',
      'page.type',
      '__proto__',
      'limits',
    );
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom<unknown>(null, true, 1, 'a', 'page_view', 'cart', ...SIGNALS),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(keys, tie('json'), { maxKeys: 4 }),
      ),
    }));
    let passed = 0;
    fc.assert(
      fc.property(json, fc.dictionary(fc.constantFrom('on', 'when', 'id', 'limits', 'more'), json), (whole, part) => {
        for (const candidate of [whole, file(rule(part)), file(rule({ when: whole }))]) {
          const result = parsePlaybook(candidate);
          if (!result.ok) {
            expect(result.problems.length).toBeGreaterThan(0);
            continue;
          }
          passed++;
          expect(() => createEngine({ version: 'v', ...result.playbook }, { visitorSeed: 's' })).not.toThrow();
        }
      }),
      { numRuns: 1000 },
    );
    expect(passed).toBeGreaterThan(20);
  });
});
