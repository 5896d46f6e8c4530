import { readFileSync } from 'node:fs';
import { journeySchema, writeJourney } from '@tillside/rules/journeys';
import type { Journey } from '@tillside/rules/journeys';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../examples/demo-shop/journeys/', import.meta.url);
// The examples are their own TypeScript project.
const { drawJourney } = (await import(new URL('walk.ts', folder).href)) as {
  drawJourney: (seed: string, n: number) => Journey;
};
const file = readFileSync(new URL('halden.ndjson', folder), 'utf8');
const lines = file.trimEnd().split('\n');

describe('the demo’s recorded journeys', () => {
  it('are what their generator prints', () => {
    expect(lines.map((_, n) => writeJourney(drawJourney('halden', n))).join('')).toBe(file);
  });

  it('are a few hundred small ones', () => {
    expect(lines.length).toBeGreaterThan(200);
    expect(file.length).toBeLessThan(400_000);
    for (const line of lines) expect(journeySchema.safeParse(JSON.parse(line)).error).toBeUndefined();
  });

  it('hold what a shop sees in a fortnight: phones and desktops, carts, every step of the checkout, refusals, errors, orders, exits', () => {
    const inLines = (text: string) => lines.filter((line) => line.includes(text)).length;
    const wanted = [
      '"visit.device":"phone"',
      '"visit.device":"desktop"',
      '"name":"add_to_cart"',
      '"checkout.step":1',
      '"checkout.step":2',
      '"checkout.step":3',
      '"name":"coupon_rejected"',
      '"name":"checkout_error"',
      '"name":"exit_intent"',
      '"outcome":"ordered"',
      '"reps.availability":"none"',
    ];
    for (const text of wanted) expect(inLines(text), text).toBeGreaterThan(4);
    const days = new Set(
      lines.map((line) => new Date((JSON.parse(line) as { startedAt: number }).startedAt).getUTCDate()),
    );
    expect(days.size).toBe(14);
  });
});
