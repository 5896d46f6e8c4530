import { describe, expect, it } from 'vitest';
import type { FloorItem, TeamView, ToldRep } from '@tillside/protocol';
import { repTakers, teamTakers } from '../src/desk/takers.ts';
import { NOON, attached, entry, floor, item, jonas, rep, system } from './helpers/data.ts';
import { openConsole } from './helpers/open-console.tsx';
import type { OpenConsole } from './helpers/open-console.tsx';

const colleagues = [
  rep(),
  rep({ id: 'rep_jonas', name: 'Jonas Weber', load: 1, capacity: 3 }),
  rep({ id: 'rep_ines', name: 'Ines Costa', load: 3, capacity: 3 }),
  rep({ id: 'rep_theo', name: 'Theo Lang', status: 'away' }),
];
const teams: readonly TeamView[] = [
  { id: 'team_shared', name: 'Shared floor', sites: ['site_halden'], available: 3, free: 4 },
  { id: 'team_halden', name: 'Halden', sites: ['site_halden'], available: 0, free: 0 },
  { id: 'team_fern', name: 'Fernway', sites: ['site_fernway'], available: 2, free: 2 },
];

async function open(part: Partial<FloorItem> = {}, more: Partial<ToldRep['floor.changed']> = {}): Promise<OpenConsole> {
  const engagement = {
    id: 'eng_4f2a',
    state: part.state ?? 'active',
    openedAt: NOON,
    rep: { id: part.rep ?? 'rep_maya', name: 'Jonas' },
  } as const;
  const mine = part.rep === undefined ? [item('4f2a', part)] : [];
  const queue = part.rep === undefined ? [] : [item('4f2a', part)];
  const page = await openConsole({
    hash: '#/desk/cnv_4f2a',
    first: [floor({ mine, queue, reps: colleagues, teams: [...teams], ...more })],
  });
  await page.tell(attached({ top: 0, engagement }), { type: 'live', conversation: 'cnv_4f2a' });
  return page;
}

/** The relay says yes to the last command of this kind. */
async function done(page: OpenConsole, type: 'status.set' | 'engagement.transfer' | 'reason.set'): Promise<void> {
  await page.tell({ type: 'done', ref: page.socket.of(type).at(-1)?.ref ?? 0 });
}

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

describe('a conversation of one’s own', () => {
  it('[DHO2] is said to be about something, and goes on by message', async () => {
    const page = await open({ reason: 'sales' });
    await page.does(() => page.button(/^Buying/).click());
    await page.does(() => page.button(/^An order/).click());
    expect(page.socket.of('reason.set')).toMatchObject([{ reason: 'order', epoch: 1, claim: 'clm_4f2a' }]);
    await done(page, 'reason.set');
    await page.does(() => page.button('Go on by message').click());
    expect(page.socket.of('engagement.put-off')).toMatchObject([{ conversation: 'cnv_4f2a', epoch: 1 }]);
  });

  it('[DHO9] being wrapped up says how long, takes notes only, and ends by a press', async () => {
    const page = await open({ state: 'wrap_up', wrapUpUntil: NOON + 25_000 });
    expect(page.text('.ring-bar')).toContain('Wrapping up · 0:25 left');
    expect(page.text('.composer')).toContain('The talk is over for the visitor');
    expect(page.root.querySelector('.composer-reply')).toBeNull();
    await page.does(() => page.button('Done').click());
    expect(page.socket.of('engagement.finish')).toMatchObject([{ epoch: 1, claim: 'clm_4f2a' }]);
  });

  it('[DHO7] by message is promised an answer by a time, and late is red; a letter is nothing to put off', async () => {
    const page = await open({
      state: 'by_message',
      turned: 'visitor',
      dueAt: NOON + 2 * 3_600_000,
      waitingSince: NOON,
    });
    expect(page.text('.row-time')).toContain('Due in 2 h');
    expect(page.root.querySelector('.row .wait')).toBeNull();
    expect(() => page.button('Go on by message')).toThrow('Go on by message');
    await page.tell(floor({ mine: [item('4f2a', { state: 'by_message', dueAt: NOON - 2 * 3_600_000 })] }));
    expect(page.text('.due.is-late')).toContain('Late by 2 hours');
    // Answered once, nothing more is promised: then it is said when the visitor wrote on.
    const openedAt = NOON - 3 * 3_600_000;
    await page.tell(floor({ mine: [item('4f2a', { state: 'by_message', openedAt, waitingSince: NOON - 60_000 })] }));
    expect(page.text('.row-time')).toBe('1m ago');
  });

  it('[DHO8] that begins without a ring is told and heard; one that rang here, or was there before, is not', async () => {
    const page = await openConsole({ first: [floor()] });
    await page.does(() => page.app.sound.unlock());
    const before = page.audio.tones.length;
    await page.tell(floor({ mine: [item('beef')] }));
    expect(page.text('.toasts')).toContain('Visitor BEEF of Halden is with you now');
    expect(page.audio.tones.length).toBe(before + 2);
    await page.tell(floor({ mine: [item('beef'), item('4f2a', { state: 'ringing' })] }));
    await page.does(() => page.button(/^Answer/).click());
    await page.tell({ type: 'done', ref: page.socket.of('engagement.accept').at(-1)?.ref ?? 0 });
    await page.tell(floor({ mine: [item('beef'), item('4f2a')] }));
    expect(page.text('.toasts')).not.toContain('4F2A');
  });
});

describe('a colleague’s message', () => {
  it('[DHO6] is apart from what waits, and taken over by a press', async () => {
    const page = await open({ state: 'by_message', rep: 'rep_jonas' });
    expect(page.text('.floor')).toContain('By message');
    expect(page.text('.floor')).not.toContain('Waiting in the queue');
    expect(page.text('.row-who')).toContain('With Jonas');
    expect(page.text('.ring-bar')).toContain('Jonas answers this by message');
    await page.does(() => page.button('Take over').click());
    expect(page.socket.of('engagement.accept')).toMatchObject([
      { conversation: 'cnv_4f2a', engagement: 'eng_4f2a', takesOver: true },
    ]);
  });

  it('[DHO6] who had it is told, by whom', async () => {
    const page = await open();
    await page.tell({
      type: 'assignment.ended',
      conversation: 'cnv_4f2a',
      engagement: 'eng_4f2a',
      site: 'site_halden',
      cause: 'taken_over',
      by: { id: 'rep_jonas', name: 'Jonas' },
    });
    expect(page.text('.toasts')).toContain('Jonas took over visitor 4F2A of Halden');
  });
});

describe('going away', () => {
  it('[DHO3] keeps what is talked about, and hands it over by a press', async () => {
    const page = await open({}, { status: 'away' });
    expect(page.text('.status-switch')).toContain('Your open conversation stays with you');
    await page.does(() => page.button('Hand it over').click());
    expect(page.socket.of('status.set')).toMatchObject([{ status: 'away', leaving: 'hand_over' }]);
    await done(page, 'status.set');
    await page.tell(floor({ status: 'away' }));
    expect(page.text('.status-switch')).not.toContain('stays with you');
  });

  it('[DHO4] for rings that went unanswered says so, and offers the way back', async () => {
    const page = await openConsole({ first: [floor({ status: 'away', away: 'missed_rings' })] });
    expect(page.text('.status-notice')).toContain('rings went unanswered');
    await page.does(() => page.button('I am back').click());
    expect(page.socket.of('status.set')).toMatchObject([{ status: 'available' }]);
    await done(page, 'status.set');
    await page.tell(floor());
    expect(page.root.querySelector('.status-notice')).toBeNull();
  });
});

describe('who had it before', () => {
  const rung = (part: Partial<FloorItem>) =>
    openConsole({ first: [floor({ mine: [item('4f2a', { state: 'ringing', ...part })] })] });

  it('[DHO5] is said on the ring', async () => {
    const missed = await rung({ passedBy: { name: 'Jonas', cause: 'no_answer' } });
    expect(missed.text('.ring')).toContain('Jonas did not answer.');
  });

  it('[DHO5] with what they said', async () => {
    const given = await rung({ given: { name: 'Jonas', note: 'Asks about straps' } });
    expect(given.text('.ring-handed')).toBe('From Jonas: Asks about straps');
    await given.tell(floor({ mine: [item('4f2a', { state: 'ringing', given: { name: 'Maya', isReturn: true } })] }));
    expect(given.text('.ring-handed')).toContain('Nobody took it');
  });

  it('[DHO5] and in the log', async () => {
    const page = await open();
    const engagement = 'eng_4f2a';
    const from = { rep: 'rep_jonas', name: 'Jonas' };
    await page.tell(
      entry(
        1,
        'engagement.transferred',
        {
          engagement,
          cause: 'given',
          from,
          to: { team: 'team_shared', rep: 'rep_maya', name: 'Maya' },
          note: 'Asks about straps',
        },
        { by: jonas },
      ),
      entry(2, 'engagement.transferred', { engagement, cause: 'back', from }, { by: system }),
      entry(3, 'engagement.taken_over', { engagement, rep: 'rep_maya', name: 'Maya', from }),
      entry(4, 'engagement.by_message', { engagement, cause: 'idle' }),
      entry(5, 'engagement.assigned', { engagement, rep: 'rep_jonas', name: 'Jonas' }),
      entry(6, 'engagement.reason', { engagement, reason: 'order' }),
      entry(7, 'engagement.reopened', { engagement }),
      entry(8, 'engagement.wrapped_up', { engagement }),
      entry(9, 'engagement.queued', { engagement, cause: 'handed_over' }),
    );
    expect([...page.root.querySelectorAll('.events > span')].map((part) => part.textContent)).toEqual([
      'Jonas gave it to you',
      'Asks about straps',
      'Nobody took it, so it went back to Jonas',
      'You took over from Jonas',
      'The visitor is quiet. Goes on by message.',
      'For Jonas to answer',
      'About: An order',
      'The visitor wrote on',
      'Wrapped up',
      'Left to others',
    ]);
  });
});
