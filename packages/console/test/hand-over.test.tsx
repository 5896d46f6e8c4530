import { describe, expect, it } from 'vitest';
import type { FloorItem } from '@tillside/protocol';
import { NOON, entry, floor, item, jonas, me, system } from './helpers/data.ts';
import { openConsole } from './helpers/open-console.tsx';
import { done, openOne as open } from './helpers/open-one.tsx';

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
    const own = await rung({ passedBy: { rep: me.rep.id, name: 'Mara', cause: 'no_answer' } });
    expect(own.text('.ring')).toContain('You did not answer.');
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
