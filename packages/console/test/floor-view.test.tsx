import { describe, expect, it } from 'vitest';
import { NOON, attached, floor, item, rep } from './helpers/data.ts';
import { openConsole, press, welcomed } from './helpers/open-console.tsx';

describe('the floor', () => {
  it('[DFL1] lists what rings first, then the longest wait', async () => {
    const page = await openConsole({
      first: [
        floor({
          mine: [
            item('calm', { lastText: 'calm' }),
            item('late', { waitingSince: NOON - 90_000, lastText: 'late' }),
            item('bell', { state: 'ringing', lastText: 'bell' }),
            item('soon', { waitingSince: NOON - 20_000, lastText: 'soon' }),
          ],
        }),
      ],
    });
    const [ring, ...rows] = [...page.root.querySelectorAll('.ring, .row')].map((row) => row.textContent);
    expect(ring).toContain('bell');
    expect(rows.map((row) => /late|soon|calm/.exec(row)?.[0])).toEqual(['late', 'soon', 'calm']);
  });

  it('[DFL3] counts waits by the relay’s clock', async () => {
    const page = await openConsole({ offline: true });
    await page.does(() => page.socket.open());
    const ahead = 3_600_000;
    await page.tell({ ...welcomed, now: NOON + ahead } as typeof welcomed);
    await page.tell(floor({ mine: [item('4f2a', { waitingSince: NOON + ahead - 7_000 })] }));
    expect(page.text('.wait [aria-hidden]')).toMatch(/^0:0[78]$/);
  });

  it('[DFL2] runs no clock on what lies back, which is known as it was when it left', async () => {
    const left = item('4f2a', { state: 'ringing', waitingSince: NOON - 600_000 });
    const conversations = () => Promise.resolve({ kind: 'ok' as const, value: { items: [left] } });
    const page = await openConsole({ hash: '#/desk/cnv_4f2a', api: { conversations }, first: [floor()] });
    const engagement = { id: 'eng_4f2a', state: 'ringing', openedAt: NOON, rep: { id: 'rep_jonas', name: 'Jonas' } };
    await page.tell(attached({ top: 0, engagement } as Parameters<typeof attached>[0]));
    expect(page.text('.head')).toContain('Rings for Jonas');
    expect(page.root.querySelector('.head .wait')).toBeNull();
    await page.tell(floor({ mine: [left] }));
    expect(page.text('.head .wait')).toContain('10:00');
  });

  it('[DFL4] shows a late wait in its own look, and goes on counting', async () => {
    const page = await openConsole({ first: [floor({ mine: [item('4f2a', { waitingSince: NOON - 55_000 })] })] });
    expect(page.find('.wait').classList).toContain('wait-pressing');
    await page.passes(6_000);
    expect(page.find('.wait').classList).toContain('wait-late');
    expect(page.text('.wait [aria-hidden]')).toMatch(/^1:0[012]$/);
  });

  it('[DFL5] walks by Alt+J and Alt+K in the order of the screen', async () => {
    const page = await openConsole({
      first: [floor({ mine: [item('one'), item('two')], queue: [item('six', { state: 'queued' })] })],
    });
    const step = (code: 'KeyJ' | 'KeyK') => page.does(() => press(code.slice(-1), { code, altKey: true }));
    await step('KeyJ');
    expect(window.location.hash).toBe('#/desk/cnv_one');
    await step('KeyK');
    expect(window.location.hash).toBe('#/desk/cnv_six');
    await step('KeyJ');
    await step('KeyJ');
    expect(window.location.hash).toBe('#/desk/cnv_two');
    expect(page.find('.row[aria-current]').textContent).toContain('Visitor');
  });

  it('[DFL6] shows shapes before the relay’s first word, then what to do next', async () => {
    const page = await openConsole({ offline: true });
    expect(page.root.querySelector('.floor .skeleton')).not.toBeNull();
    await page.does(() => page.socket.open());
    await page.tell(welcomed, floor());
    expect(page.root.querySelector('.floor .skeleton')).toBeNull();
    expect(page.text('.floor-none')).toContain('The next invitation that a shopper accepts rings here');
    expect(page.text('.quiet')).toContain('What rings comes up on the left');
    await page.tell(floor({ status: 'away' }));
    expect(page.text('.floor-none')).toContain('Switch to Available');
    expect(page.text('.quiet')).toContain('Nothing rings here now.');
  });

  it('names colleagues with their status and load, and those without a socket as offline', async () => {
    const jonas = rep({ id: 'rep_jonas', name: 'Jonas Berg', load: 2, capacity: 4 });
    const ada = rep({ id: 'rep_ada', name: 'Ada Okafor', isPresent: false });
    const page = await openConsole({ first: [floor({ reps: [rep(), ada, jonas] })] });
    const lines = [...page.root.querySelectorAll('.colleague')].map((line) => line.textContent);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/Jonas Berg.*Available.*2 of 4 conversations/);
    expect(lines[1]).toMatch(/Ada Okafor.*Offline/);
  });
});
