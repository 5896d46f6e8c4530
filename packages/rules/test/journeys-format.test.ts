import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJourneyMistake, JourneysError, journeySchema, readJourneys, writeJourney } from '../src/journeys/index.ts';
import type { Journey } from '../src/journeys/index.ts';
import { formatPath } from '../src/schema/problems.ts';

const whole: Journey = {
  v: 1,
  journey: 'jrn_a-B_9',
  startedAt: 1_760_000_000_000,
  steps: [
    {
      at: 0,
      signal: { name: 'page_view', of: 'product' },
      facts: {
        'page.path': '/p/***',
        'cart.value': 61_200,
        'cart.skus': ['H-M2'],
        'cart.items': [{ sku: 'H-M2', price: 61_200, quantity: 1 }],
        'visitor.identified': true,
        'visitor.attributes.tier': 'gold',
        'visitor.attributes.seen': [1, 'b', { c: true }],
        'checkout.step': null,
        'visit.pages': 1,
      },
    },
    { at: 0, signal: { name: 'scroll_depth', value: 40.5 } },
    { at: 90_000, outcome: { outcome: 'ordered' } },
    { at: 90_001, outcome: { rule: 'a', outcome: 'timed_out' } },
  ],
};

async function read(...chunks: string[]): Promise<Journey[]> {
  const journeys: Journey[] = [];
  for await (const journey of readJourneys(chunks)) journeys.push(journey);
  return journeys;
}

async function mistakeOf(...chunks: string[]): Promise<JourneysError> {
  try {
    await read(...chunks);
  } catch (error) {
    if (error instanceof JourneysError) return error;
    throw error;
  }
  throw new Error('nothing was wrong');
}

/** Every place in a journey: keys and indexes that lead there. */
function places(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  const keys = Array.isArray(value) ? value.keys() : value instanceof Object ? Object.keys(value) : [];
  const below = [...keys].flatMap((key) => places((value as Record<string | number, unknown>)[key], [...path, key]));
  return [path, ...below];
}

type Change = 'delete' | 'add' | { readonly put: unknown };

function changed(at: readonly (string | number)[], change: Change): unknown {
  const copy = structuredClone({ root: whole }) as Record<string | number, unknown>;
  let holder = copy;
  let last: string | number = 'root';
  for (const key of at) {
    holder = holder[last] as Record<string | number, unknown>;
    last = key;
  }
  if (change === 'delete' && Array.isArray(holder)) holder.splice(Number(last), 1);
  else if (change === 'delete') delete holder[last];
  else if (change === 'add' && holder[last] instanceof Object) (holder[last] as Record<string, unknown>)['more'] = 1;
  else if (change !== 'add') holder[last] = change.put;
  return copy['root'];
}

const puts: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1,
  0.5,
  2 ** 60,
  '',
  'x',
  'page_view',
  'x'.repeat(200),
  'x'.repeat(201),
  'x'.repeat(2_001),
  [],
  {},
  [null],
  ['x'],
  [{}],
  [{ a: [] }],
  [{ a: 'x'.repeat(2_001) }],
  [1],
  Array.from({ length: 201 }, () => 'x'),
  { name: 'page_view' },
  { outcome: 'ordered' },
  { 'page.path': '/' },
  { 'page.pth': '/' },
  { constructor: 1 },
  Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`visitor.attributes.a${index}`, 1])),
  Array.from({ length: 10_001 }, () => ({ at: 0, signal: { name: 'idle' } })),
];

describe('a journey', () => {
  it('[JO1] is what both the schema and the quick check take', () => {
    expect(findJourneyMistake(whole)).toBeUndefined();
    expect(journeySchema.safeParse(whole).error).toBeUndefined();
  });

  it('[JO2] with anything in it changed is judged alike by the schema and the quick check, at a place the schema names, too', () => {
    let wrong = 0;
    for (const at of places(whole)) {
      for (const change of ['delete' as const, 'add' as const, ...puts.map((put) => ({ put }))]) {
        const json = changed(at, change);
        const { error } = journeySchema.safeParse(json);
        const mistake = findJourneyMistake(json);
        const told = `${formatPath(at)} ${JSON.stringify(change).slice(0, 80)}`;
        expect(mistake === undefined, `${told}: ${mistake?.path} ${mistake?.message} / ${error?.message}`).toBe(!error);
        if (!mistake || !error) continue;
        wrong += 1;
        const named = error.issues.flatMap(({ path, ...issue }) =>
          issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path],
        );
        expect(
          named.map((path) => formatPath(path)),
          told,
        ).toContain(mistake.path);
      }
    }
    expect(wrong).toBeGreaterThan(500);
  });

  it('[JO2] of any JSON at all is judged alike, and nothing throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...places(whole)), (put, at) => {
        const json = changed(at, { put });
        expect(findJourneyMistake(json) === undefined).toBe(journeySchema.safeParse(json).success);
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  it('[JO2] may not go back in time', () => {
    const late = { ...whole, steps: [...whole.steps, { at: 5, signal: { name: 'idle' } }] };
    expect(findJourneyMistake(late)?.path).toBe('steps[4].at');
    expect(journeySchema.safeParse(late).error?.issues[0]?.path).toEqual(['steps', 4, 'at']);
  });
});

describe('reading journeys', () => {
  const line = writeJourney(whole);

  it('[JO3] gives back what was written, however the text is cut', async () => {
    const text = `\u{FEFF}${line}\r\n\n${line.trimEnd()}\r\n${line.trimEnd()}`;
    const all = [whole, whole, whole];
    expect(await read(text)).toEqual(all);
    expect(await read(...text)).toEqual(all);
    for (let cut = 1; cut < text.length; cut += 7) expect(await read(text.slice(0, cut), text.slice(cut))).toEqual(all);
    expect(await read()).toEqual([]);
  });

  it('[JO4] stops at the first line that is wrong, and says which and where', async () => {
    const wrong = JSON.stringify({ ...whole, steps: [{ at: 0, signal: { name: 'page_veiw' } }] });
    const error = await mistakeOf(line, `\n${wrong}\n`, line);
    expect([error.line, error.path]).toEqual([3, 'steps[0].signal.name']);
    expect(error.message).toBe('line 3, steps[0].signal.name: there is no signal "page_veiw"');
    const fact = JSON.stringify({ ...whole, steps: [{ at: 0, facts: { 'cart.vale': 1 } }] });
    expect((await mistakeOf(fact)).message).toBe('line 1, steps[0].facts.cart.vale: there is no such fact');
    expect((await mistakeOf(line, line.slice(0, 50))).message).toBe('line 2: not JSON from character 51 on');
    expect((await mistakeOf('{"v":1}\n', line)).line).toBe(1);
  });

  it('[JO4] refuses a line of over a million characters without waiting for its end', async () => {
    const told = 'line 2: is longer than 1,000,000 characters';
    expect((await mistakeOf(line, `"${'x'.repeat(1_000_000)}"\n`)).message).toBe(told);
    function* endless(): Generator<string> {
      yield line;
      for (;;) yield 'x'.repeat(1_000);
    }
    await expect(async () => {
      for await (const journey of readJourneys(endless())) expect(journey).toEqual(whole);
    }).rejects.toThrow(told);
  });

  it('[JO5] holds no more than a piece and a line, however long the file', async () => {
    let asked = 0;
    function* pieces(): Generator<string> {
      for (; asked < 2_000; asked++) yield line;
    }
    let given = 0;
    for await (const journey of readJourneys(pieces())) {
      given += journey.v;
      // A reader that gathered would be ahead of what it gave.
      expect(asked - given).toBeLessThanOrEqual(1);
    }
    expect(given).toBe(2_000);
  });
});
