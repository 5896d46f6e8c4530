import { describe, expect, it } from 'vitest';
import { plantedSecrets, secretsIn } from './planted-secrets.ts';

describe('the planted secrets', () => {
  it('are two hundred different ones', () => {
    expect(plantedSecrets).toHaveLength(200);
    expect(new Set(plantedSecrets.map(({ kind, text }) => (kind === 'name' ? '' : text))).size).toBeGreaterThan(170);
    for (const { needles } of plantedSecrets) for (const needle of needles) expect(needle.length).toBeGreaterThan(4);
  });

  it('are found however they are written, and nowhere else', () => {
    for (const { kind, text } of plantedSecrets) {
      const told = `${kind}: ${text}`;
      expect(secretsIn(JSON.stringify({ said: `Hello ${text}!` })), told).toContain(told);
      expect(secretsIn(`https://shop.example/a/${encodeURIComponent(text)}?b=1`), told).toContain(told);
      expect(secretsIn(new URLSearchParams({ q: text }).toString()), told).toContain(told);
      expect(secretsIn(text.toUpperCase()), told).toContain(told);
    }
    expect(secretsIn('{"at":1760000000000,"page.path":"/shop/products/halden-m2.html","cart.value":61200}')).toEqual(
      [],
    );
  });
});
