import { describe, expect, it, vi } from 'vitest';
import { engagement, entry, SESSION } from './helpers/fake-link.ts';
import { draw, press, useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const { pressLauncher, open, talk, text, field, write } = stage;

const said = (words: string, offset: number, more: object = {}) =>
  entry('message', { text: words }, { offset, ...more });

describe('messages', () => {
  const states = () => [...stage.started.shadow().querySelectorAll('.state')].map((it) => it.textContent?.trim());
  const bubbles = () => [...stage.started.shadow().querySelectorAll('.bubble')];

  it('[UI7] under the last of one’s own it says sending, sent, read', async () => {
    await talk({}, said('first', 1, { by: 'visitor' }));
    write('second');
    press(field(), 'Enter');
    await draw();
    expect(states()).toEqual(['Sending']);
    stage.started.link.tell(said('second', 2, { by: 'visitor', session: SESSION, seq: 1 }));
    expect(states()).toEqual(['Sent']);
    stage.started.link.tell({ type: 'read.moved', conversation: 'mine', by: 'rep', offset: 2 });
    expect(states()).toEqual(['Read']);
  });

  it('[UI7] one that was refused says so, and is sent again by a press', async () => {
    await talk();
    write('lost');
    press(field(), 'Enter');
    const { frame } = stage.started.link.items[0]!;
    stage.started.link.items = [];
    stage.started.link.event({ type: 'refused', frame: frame as never, code: 'full' });
    expect(states()).toEqual(['Not sent. Try again']);
    stage.started.find('.state .link')!.click();
    expect(stage.started.link.types()).toEqual(['message.send', 'message.send']);
    await draw();
    expect(states()).toEqual(['Sending']);
  });

  it('[UI16] time on demand: always for screen readers, exact when pointed at, shown when pressed', async () => {
    await talk({}, said('Hello', 1));
    const [bubble] = bubbles();
    expect(bubble?.querySelector('.unseen')?.textContent).toMatch(/^Mara, 2:03\sPM: $/);
    bubble?.dispatchEvent(new MouseEvent('mouseenter'));
    expect(bubble?.getAttribute('title')).toMatch(/Wednesday, March 3, 2027 at 2:03\sPM/);
    expect(states()).toEqual([]);
    (bubble as HTMLElement).click();
    await draw();
    expect(states()[0]).toMatch(/2:03\sPM/);
  });

  it('[UI16] days stand apart', async () => {
    const day = 86_400_000;
    await talk(
      {},
      said('a', 1, { at: Date.now() - 40 * day }),
      said('b', 2, { at: Date.now() - day }),
      said('c', 3, { at: Date.now() - 1_000 }),
      said('d', 4),
    );
    expect([...stage.started.shadow().querySelectorAll('.day')].map((it) => it.textContent)).toEqual([
      'January 22',
      'Yesterday',
      'Today',
    ]);
  });

  it('[UI13] web addresses are links, safe ones, and nothing else is', async () => {
    await talk(
      {},
      said(`See https://a.example/b?c=1. And ${location.origin}/cart, (http://x.example/y)!`, 1),
      said('javascript:alert(1) ftp://a.example data:text/html,x www.a.example https://', 2),
    );
    const links = [...stage.started.shadow().querySelectorAll<HTMLAnchorElement>('.bubble a')];
    expect(links.map((it) => [it.getAttribute('href'), it.getAttribute('target')])).toEqual([
      ['https://a.example/b?c=1', '_blank'],
      [`${location.origin}/cart`, null],
      ['http://x.example/y', '_blank'],
    ]);
    for (const link of links) expect(link.rel).toContain('noopener');
    expect(bubbles()[0]?.textContent).toContain('1. And');
  });

  it('[UI14] words are words: nothing in them becomes markup', async () => {
    const odd = `<img src=x onerror="window.hacked=1"><b>bold</b> &amp; {rep} $& \u202E`;
    await talk({}, said(odd, 1), entry('offer', { offer: 'off_1', title: odd, text: odd, code: odd }, { offset: 2 }));
    expect(stage.started.shadow().querySelectorAll('.log img, .bubble b')).toHaveLength(0);
    expect(bubbles()[0]?.textContent).toContain(odd);
  });

  it('[UI7] a rep’s typing is said', async () => {
    await talk();
    stage.started.link.tell({ type: 'typing.seen', conversation: 'mine', by: 'rep' });
    expect(text('.typing')).toBe('Mara is typing');
    await vi.advanceTimersByTimeAsync(4_000);
    expect(stage.started.find('.typing')).toBeNull();
  });

  it('[UI7] screen readers are told what arrives, not what was there', async () => {
    await open();
    const live = () => stage.started.find('[role=log]')?.getAttribute('aria-live');
    expect(live()).toBe('off');
    stage.started.link.attach(engagement(), said('old', 1));
    expect(live()).toBe('polite');
    await pressLauncher();
    expect(live()).toBe('off');
  });

  const linesNow = () => [...stage.started.shadow().querySelectorAll('.line')].map((it) => it.textContent);
  const THANKS = 'Thanks for waiting. We are finding someone else for you.';

  it('[UI7] a wait of several rings is said once, and the next wait anew', async () => {
    const queued = (offset: number) =>
      entry('engagement.queued', { engagement: 'eng_1', cause: 'no_answer' }, { offset });
    await talk(
      { state: 'queued', rep: undefined },
      queued(1),
      said('Hello?', 2, { by: 'visitor' }),
      queued(3),
      entry('engagement.accepted', { engagement: 'eng_1', rep: 'rep_mara', name: 'Mara' }, { offset: 4 }),
      queued(5),
    );
    expect(linesNow()).toEqual([THANKS, 'Mara is here', THANKS]);
    stage.started.link.tell(queued(6));
    await draw();
    expect(linesNow()).toEqual([THANKS, 'Mara is here', THANKS]);
  });

  it('[UI7] an engagement that waits again, and one that ended, is said', async () => {
    await talk(
      { state: 'resolved' },
      entry('engagement.queued', { engagement: 'eng_1', cause: 'rep_lost' }, { offset: 1 }),
      entry('engagement.resolved', { engagement: 'eng_1', disposition: 'x' }, { offset: 2 }),
    );
    expect(linesNow()).toEqual([THANKS, 'This conversation has ended. Write to us any time to go on.']);
  });
});
