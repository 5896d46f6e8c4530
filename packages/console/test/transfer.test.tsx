import { describe, expect, it } from 'vitest';
import { repTakers, teamTakers } from '../src/desk/takers.ts';
import { floor, item, rep } from './helpers/data.ts';
import type { OpenConsole } from './helpers/open-console.tsx';
import { colleagues, done, openOne as open, teams } from './helpers/open-one.tsx';

const radio = (page: OpenConsole, name: string): HTMLInputElement => {
  const label = [...page.root.querySelectorAll('.taker')].find((one) => one.textContent.includes(name));
  const input = label?.querySelector('input');
  if (!input) throw new Error(`nobody to give it to is ${name}`);
  return input;
};

describe('giving a conversation to somebody', () => {
  it('[DHO1] those with most room first; live, only who could be rung now is possible', () => {
    expect(repTakers(colleagues, 'rep_maya', false).map(({ name, isPossible }) => [name, isPossible])).toEqual([
      ['Jonas Weber', true],
      ['Ines Costa', false],
      ['Theo Lang', false],
    ]);
    expect(repTakers(colleagues, 'rep_maya', true).every(({ isPossible }) => isPossible)).toBe(true);
    const own = { team: 'team_shared', isAvailable: true };
    const over = rep({ id: 'rep_over', name: 'Over Time', isOffShift: true });
    expect(repTakers([over], 'rep_maya', false)).toMatchObject([{ shown: 'offShift', isPossible: false }]);
    expect(teamTakers(teams, item('4f2a'), own, false)).toMatchObject([
      { name: 'Shared floor', available: 2, isPossible: true },
      { name: 'Halden', available: 0, isPossible: false },
    ]);
  });

  it('[DHO1] to a colleague with a note, under the assignment', async () => {
    const page = await open();
    await page.does(() => page.button('Transfer').click());
    expect(page.text('.transfer')).toContain('Room for 2');
    expect(page.text('.transfer')).toContain('At capacity');
    expect(radio(page, 'Theo').disabled).toBe(true);
    expect(page.button('Choose who gets it').disabled).toBe(true);
    await page.does(() => radio(page, 'Jonas').click());
    await page.does(() => {
      const note = page.find<HTMLTextAreaElement>('.transfer-note textarea');
      note.value = 'Asks about straps';
      note.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await page.does(() => page.button(/Transfer to Jonas/).click());
    expect(page.socket.of('engagement.transfer')).toMatchObject([
      { conversation: 'cnv_4f2a', epoch: 1, claim: 'clm_4f2a', to: { rep: 'rep_jonas' }, note: 'Asks about straps' },
    ]);
    await done(page, 'engagement.transfer');
    expect(page.text('.toasts')).toContain('Given to Jonas Weber');
  });

  it('[DHO1] to a team, without a note; a no is told in words', async () => {
    const page = await open();
    await page.does(() => page.button('Transfer').click());
    await page.does(() => radio(page, 'Shared floor').click());
    await page.does(() => page.button(/Transfer to Shared floor/).click());
    const [asked] = page.socket.of('engagement.transfer');
    expect(asked).toMatchObject({ to: { team: 'team_shared' } });
    expect(asked).not.toHaveProperty('note');
    await page.tell({ type: 'refused', ref: asked?.ref ?? 0, code: 'nobody_there', retry: false });
    expect(page.text('.toasts')).toContain('nobody there can take it now');
  });

  it('[DHO1] after a no the word that was written is still there, for somebody else', async () => {
    const page = await open();
    await page.does(() => page.button('Transfer').click());
    await page.does(() => radio(page, 'Shared floor').click());
    await page.does(() => {
      const note = page.find<HTMLTextAreaElement>('.transfer-note textarea');
      note.value = 'Asks about straps';
      note.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await page.does(() => page.button(/Transfer to Shared floor/).click());
    const ref = page.socket.of('engagement.transfer').at(-1)?.ref ?? 0;
    await page.tell({ type: 'refused', ref, code: 'nobody_there', retry: false });
    expect(page.find<HTMLTextAreaElement>('.transfer-note textarea').value).toBe('Asks about straps');
    await page.does(() => radio(page, 'Jonas').click());
    await page.does(() => page.button(/Transfer to Jonas/).click());
    expect(page.socket.of('engagement.transfer').at(-1)).toMatchObject({ note: 'Asks about straps' });
    await done(page, 'engagement.transfer');
    expect(page.root.querySelector('.transfer')).toBeNull();
  });

  it('[DHO10] a late yes closes no dialog that was opened over another conversation meanwhile', async () => {
    const page = await open();
    await page.tell(floor({ mine: [item('4f2a'), item('7c1d')], reps: colleagues, teams: [...teams] }));
    await page.does(() => page.button('Transfer').click());
    await page.does(() => radio(page, 'Jonas').click());
    await page.does(() => page.button(/Transfer to Jonas/).click());
    await page.does(() => page.app.nav.go('desk', 'cnv_7c1d'));
    await page.does(() => page.button('Transfer').click());
    await done(page, 'engagement.transfer');
    expect(page.text('.toasts')).toContain('Given to Jonas Weber.');
    expect(page.root.querySelector('.transfer')).not.toBeNull();
  });

  it('[DHO1] by message says how everybody stands, and anybody may be chosen', async () => {
    const page = await open({ state: 'by_message' });
    await page.does(() => page.button('Transfer').click());
    const how = [...page.root.querySelectorAll('.taker')].map((taker) => taker.textContent);
    expect(how).toContainEqual(expect.stringMatching(/Jonas Weber.*Available/));
    expect(how).toContainEqual(expect.stringMatching(/Theo Lang.*Away/));
    expect(radio(page, 'Theo').disabled).toBe(false);
  });

  it('[DHO10] is closed once the conversation is somebody else’s or another one is opened, and does not come up again', async () => {
    const page = await open();
    await page.does(() => page.button('Transfer').click());
    expect(page.root.querySelector('.transfer')).not.toBeNull();
    const other = item('7c1d', { visitor: 'vis_7c1d' });
    await page.tell(floor({ mine: [other], reps: colleagues, teams: [...teams] }));
    expect(page.root.querySelector('.transfer')).toBeNull();
    await page.tell(floor({ mine: [item('4f2a'), other], reps: colleagues, teams: [...teams] }));
    expect(page.root.querySelector('.transfer')).toBeNull();
    await page.does(() => page.button('Transfer').click());
    await page.does(() => page.app.nav.go('desk', 'cnv_7c1d'));
    expect(page.root.querySelector('.transfer')).toBeNull();
  });
});
