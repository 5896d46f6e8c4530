import { describe, expect, it } from 'vitest';
import { floor, rep } from './helpers/data.ts';
import { openConsole } from './helpers/open-console.tsx';
import type { OpenConsole } from './helpers/open-console.tsx';

const choose = (page: OpenConsole, value: 'available' | 'away'): Promise<void> =>
  page.does(() => page.find<HTMLInputElement>(`input[name="status"][value="${value}"]`).click());
const chosen = (page: OpenConsole): string => page.find<HTMLInputElement>('input[name="status"]:checked').value;

describe('the status switch', () => {
  it('[DST1] says what each status means', async () => {
    const page = await openConsole({ first: [floor({ reps: [rep({ load: 3, capacity: 3 })] })] });
    expect(page.text('.status-means')).toContain('at capacity');
    await page.tell(floor());
    expect(page.text('.status-means')).toContain('while you have room');
    await page.tell(floor({ status: 'away' }));
    expect(page.text('.status-means')).toContain('Shoppers are not invited');
    await page.tell(floor({ reps: [rep({ isOffShift: true })] }));
    expect(page.text('.status-means')).toContain('Your shift is over: nothing new rings');
    expect(page.text('.floor-none')).toBe('Your shift is over: nothing new rings here.');
  });

  it('[DST2] shows a choice at once and asks the relay', async () => {
    const page = await openConsole();
    await choose(page, 'away');
    expect(chosen(page)).toBe('away');
    const [asked] = page.socket.of('status.set');
    expect(asked).toMatchObject({ status: 'away' });
    await page.tell({ type: 'done', ref: asked?.ref ?? 0 });
    expect(chosen(page)).toBe('away');
  });

  it('[DST2] goes back, with the reason, when the relay refuses', async () => {
    const page = await openConsole();
    await choose(page, 'away');
    const ref = page.socket.of('status.set')[0]?.ref ?? 0;
    await page.tell({ type: 'refused', ref, code: 'denied', retry: false });
    expect(chosen(page)).toBe('available');
    expect(page.text('.toast-bad')).toContain('Your status could not be changed: you may not do that here');
  });
});
