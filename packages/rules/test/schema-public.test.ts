import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson, parsePlaybook, publicPlaybook } from '../src/schema/index.ts';
import type { PlaybookFile } from '../src/schema/index.ts';
import { makeRule, readVectors } from './helpers.ts';

const demo = readVectors('demo-playbook.json') as { readonly limits: object; readonly rules: readonly object[] };

describe('what is published of a playbook', () => {
  it('[PB7] the canonical text is one for the same content', () => {
    const hash = (json: unknown): string => {
      const result = parsePlaybook(json);
      if (!result.ok) throw new Error(JSON.stringify(result.problems));
      return createHash('sha256').update(canonicalJson(result.playbook)).digest('hex');
    };
    const [first, second] = demo.rules;
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .map(([key, one]) => [key, turned(one)])
                .toReversed(),
            )
          : value;
    expect(hash(turned(demo))).toBe(hash(demo));
    expect(hash({ ...demo, rules: [second, first] })).not.toBe(hash(demo));
    expect(hash({ ...demo, limits: { perVisit: 3 } })).not.toBe(hash(demo));
    expect(hash({ rules: demo.rules })).not.toBe(hash(demo));
    expect(hash({ ...demo, timeZone: 'Europe/Berlin' })).not.toBe(hash(demo));
    expect(hash({ ...demo, closedOn: ['2026-12-25'] })).not.toBe(hash(demo));
    expect(hash({ ...demo, $schema: './playbook.schema.json' })).toBe(hash(demo));
  });

  it('[PB7] and is a playbook file itself, without its version', () => {
    const parsed = parsePlaybook(demo);
    if (!parsed.ok) throw new Error('the demo does not parse');
    const text = canonicalJson(parsed.playbook);
    expect(parsePlaybook(JSON.parse(text))).toEqual(parsed);
    expect(canonicalJson({ ...parsed.playbook, version: 'x' } as typeof parsed.playbook)).toBe(text);
  });

  it('[PB11] is all but rules that are switched off and experiments that only those name', () => {
    const arms = [
      { id: 'a', share: 50 },
      { id: 'b', share: 50, holdout: true },
    ];
    const asked = makeRule('asked', { audience: { experiment: 'words' } });
    const off = makeRule('off', { enabled: false, audience: { experiment: 'secret' } });
    const on = makeRule('on', { enabled: true });
    const file: PlaybookFile = {
      timeZone: 'Europe/Berlin',
      open: [{ from: '09:00' }],
      closedOn: ['2026-12-25'],
      limits: { perVisit: 3 },
      experiments: [
        { id: 'secret', arms },
        { id: 'words', arms },
        { id: 'idle', arms },
      ],
      rules: [asked, off, on],
    };
    const before = structuredClone(file);
    expect(publicPlaybook(file)).toEqual({
      ...file,
      experiments: [{ id: 'words', arms }],
      rules: [asked, on],
    });
    expect(file).toEqual(before);
    expect(publicPlaybook({ ...file, rules: [off] })).toEqual({
      timeZone: 'Europe/Berlin',
      open: [{ from: '09:00' }],
      closedOn: ['2026-12-25'],
      limits: { perVisit: 3 },
      rules: [],
    });
    expect(canonicalJson(publicPlaybook(file))).not.toContain('secret');
  });

  it('[PB11] and a playbook file itself, whose public part it is again', () => {
    const parsed = parsePlaybook(demo);
    if (!parsed.ok) throw new Error('the demo does not parse');
    const seen = publicPlaybook(parsed.playbook);
    expect(parsePlaybook(JSON.parse(canonicalJson(seen)))).toEqual({ ok: true, playbook: seen });
    expect(publicPlaybook(seen)).toEqual(seen);
  });
});
