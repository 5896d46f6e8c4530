import type { EngagementView } from '@tillside/protocol';
import { describe, expect, it } from 'vitest';
import { entry } from './helpers/fake-link.ts';
import { draw, useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const { open, talk, text } = stage;

describe('who is there', () => {
  it.each([
    ['now', 'We are here now', 'A person answers'],
    ['soon', 'We answer soon', 'Everyone is talking to somebody just now'],
    ['none', 'Leave us a message', 'we keep your message'],
  ])('[UI12] %s: the header and the greeting say so', async (availability, header, greeting) => {
    await open({ availability, privacyUrl: 'https://halden.example/privacy' });
    expect(text('header')).toContain(header);
    expect(text('.greeting')).toContain(greeting);
    expect(stage.started.find('.greeting a')?.getAttribute('href')).toBe('https://halden.example/privacy');
  });

  it('[UI12] changes when the relay says so', async () => {
    await open({ availability: 'none' });
    stage.started.link.tell({ type: 'availability.changed', availability: 'now' });
    expect(text('header')).toContain('We are here now');
  });

  it('[UI12] a team without a picture has initials, one whose picture does not load too', async () => {
    const reps = [
      { id: 'rep_a', name: 'Jon Beck', picture: '/v1/reps/rep_a/picture' },
      { id: 'rep_b', name: 'Ida' },
    ];
    await open({ team: { name: 'Halden', reps } });
    const [first, second] = stage.started.shadow().querySelectorAll('.faces .avatar');
    expect(first?.querySelector('img')?.src).toBe('https://relay.example/v1/reps/rep_a/picture');
    expect(second?.textContent).toBe('I');
    first?.querySelector('img')?.dispatchEvent(new Event('error'));
    await draw();
    expect(first?.textContent).toBe('JB');
  });

  it.each([
    [{ state: 'ringing' }, 'Mara', 'Halden · Joining now', 'Mara will be with you in a moment.'],
    [{ state: 'active' }, 'Mara', 'Halden · Here now', ''],
    [{ state: 'queued', rep: undefined, position: 1 }, 'Halden', 'We are here now', 'You are next in line.'],
    [
      { state: 'queued', rep: undefined, position: 4 },
      'Halden',
      'We are here now',
      'You are number 4 in line. Your place is kept.',
    ],
    [{ state: 'queued', rep: undefined }, 'Halden', 'We are here now', 'We are finding someone for you.'],
    [
      { state: 'by_message', rep: undefined },
      'Halden',
      'We are here now',
      'Your message is kept. The answer will be here when you come back.',
    ],
    [{ state: 'resolved' }, 'Halden', 'We are here now', ''],
  ] as const)(
    '[UI9] an engagement %j is said in the header and above the field',
    async (about, name, presence, waiting) => {
      await talk(about as Partial<EngagementView>);
      expect(text('h2')).toBe(name);
      expect(text('header p')).toBe(presence);
      expect(text('.status')).toBe(waiting);
    },
  );

  it('[UI10] says so when another rep answers than the one shown', async () => {
    await talk(
      { rep: { id: 'rep_jon', name: 'Jon' }, shown: { id: 'rep_mara', name: 'Mara' } },
      entry('invitation', { invitation: 'inv_1', rule: 'r', text: "Hi, I'm Mara." }, { offset: 1 }),
      entry('engagement.accepted', { engagement: 'eng_1', rep: 'rep_jon', name: 'Jon' }, { offset: 2 }),
    );
    expect(text('.line')).toBe('Mara is busy just now. Jon is here to help instead.');
  });

  it('[UI10] and says who it is when it is the one shown', async () => {
    await talk({}, entry('engagement.accepted', { engagement: 'eng_1', rep: 'rep_mara', name: 'Mara' }, { offset: 1 }));
    expect(text('.line')).toBe('Mara is here');
  });

  it.each([
    ['waiting', 'Connecting again. Your words are kept.'],
    ['stopped', 'The chat is not available right now.'],
  ] as const)('[UI11] a link that is %s is said', async (state, words) => {
    await talk();
    stage.started.link.state = state;
    stage.started.link.event({ type: 'link', state });
    expect(text('.trouble')).toBe(words);
    expect(stage.started.find('.trouble')?.getAttribute('role')).toBe('status');
  });

  it('[UI11] that a message may be missing is said', async () => {
    await talk();
    stage.started.link.event({ type: 'missing', conversation: 'mine' });
    expect(text('.trouble')).toContain('A message may be missing');
  });
});
