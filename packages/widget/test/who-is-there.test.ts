import type { EngagementView } from '@tillside/protocol';
import { describe, expect, it, vi } from 'vitest';
import { entry } from './helpers/fake-link.ts';
import { boot, json, serve } from './helpers/shop.ts';
import { draw, press, useWidget } from './helpers/use-widget.ts';

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
      expect(text('.status[role=status]')).toBe(waiting);
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

describe('before the first message', () => {
  it.each([
    ['dedicated', 'The team of Halden answers here.'],
    ['shared', 'Fernway answers here for Halden and for other shops.'],
  ])(
    '[UI22] a %s team: who answers and for whom, how long it is kept, who may read it, and the privacy page',
    async (kind, who) => {
      await open({
        team: { name: 'Fernway', kind, reps: [] },
        keepDays: 30,
        privacyUrl: 'https://halden.example/privacy',
      });
      expect(text('.about')).toBe(`${who} This conversation is kept for 30 days, and colleagues may read it. Privacy`);
    },
  );

  it('[UI22] it stands there too when an invitation was accepted, and the site words it', async () => {
    await open({
      team: { name: 'Fernway', kind: 'shared', reps: [] },
      texts: { whoShared: '{team} sell for {site}.' },
    });
    stage.started.link.attach(
      { id: 'eng_1', state: 'ringing', openedAt: 1 },
      entry('invitation', { invitation: 'inv_1', rule: 'r', text: 'Hi' }, { offset: 1 }),
    );
    await draw();
    expect(text('.about')).toContain('Fernway sell for Halden.');
    expect(stage.started.find('.hello')).toBeNull();
  });
});

describe('what is typed', () => {
  const line = 'The team sees what you type here before you send it.';

  it('[UI23] is shown to nobody by default', async () => {
    await open();
    stage.write('Hel');
    expect(text('.panel')).not.toContain(line);
    expect(stage.started.link.typing).toEqual([]);
  });

  it('[UI23] where the site shows it to reps a standing line says so', async () => {
    await open({ livePreview: true });
    expect(text('.panel')).toContain(line);
    stage.write('Hel');
    stage.write('');
    expect(stage.started.link.typing).toEqual(['Hel', '']);
  });

  it('[UI23] never before consent', async () => {
    serve({ boot: () => json({ ...boot, livePreview: true }) });
    await stage.start({ consent: 'required' });
    vi.stubGlobal('navigator', Object.create(navigator, { userActivation: { value: { isActive: false } } }));
    stage.started.widget.open();
    await draw();
    stage.write('Hel');
    expect(text('.panel')).not.toContain(line);
    expect(stage.started.link.typing).toEqual([]);
  });
});

describe('waiting', () => {
  it('[UI24] says how long it may take, in whole minutes, and follows the relay', async () => {
    await talk({ state: 'queued', position: 2, wait: { fromMs: 130_000, toMs: 260_000 } });
    expect(text('.status[role=status]')).toBe(
      'You are number 2 in line. Your place is kept. Expected wait: 2–5 minutes.',
    );
    stage.started.link.tell({ type: 'queue.moved', conversation: 'mine', position: 1, wait: { fromMs: 1, toMs: 2 } });
    await draw();
    expect(text('.status[role=status]')).toBe('You are next in line. Expected wait: 1 minute.');
    stage.started.link.tell({ type: 'queue.moved', conversation: 'mine', position: 1 });
    await draw();
    expect(text('.status[role=status]')).toBe('You are next in line.');
  });
});

describe('a card number', () => {
  it('[UI25] that was hidden is said, and why, until the next message', async () => {
    await talk();
    stage.started.link.event({ type: 'masked' });
    await draw();
    expect(text('.trouble')).toContain(
      'We hid a card number before your message was sent, so that nobody can misuse it.',
    );
    stage.write('Thanks');
    press(stage.field(), 'Enter');
    await draw();
    expect(text('.trouble')).toBe('');
  });

  it('[UI25] typed into the field it leaves with its last four digits alone', async () => {
    await talk();
    stage.write('4111 1111 1111 1111');
    press(stage.field(), 'Enter');
    await draw();
    expect(JSON.stringify(stage.started.link.sent)).not.toContain('4111 1111');
    expect(text('.trouble')).toContain('We hid a card number');
  });
});

describe('the tab', () => {
  const hide = (isHidden: boolean): void => {
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(isHidden);
    document.dispatchEvent(new Event('visibilitychange'));
  };

  it('[UI26] its title counts what came while nobody looked, and is the page’s own again afterwards', async () => {
    document.title = 'Cart';
    await talk();
    hide(true);
    stage.started.link.tell(entry('message', { text: 'There' }, { offset: 1 }));
    await draw();
    expect(document.title).toBe('(1) Cart');
    document.title = 'Checkout';
    stage.started.link.tell(entry('message', { text: 'Still there' }, { offset: 2 }));
    await draw();
    expect(document.title).toBe('(2) Checkout');
    hide(false);
    await draw();
    expect(document.title).toBe('Checkout');
  });

  it('[UI26] a widget that is taken off the page leaves no number behind', async () => {
    document.title = 'Cart';
    await talk();
    hide(true);
    stage.started.link.tell(entry('message', { text: 'There' }, { offset: 1 }));
    await draw();
    stage.started.widget.destroy();
    expect(document.title).toBe('Cart');
  });
});
