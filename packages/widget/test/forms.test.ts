import { describe, expect, it } from 'vitest';
import { SESSION, engagement, entry } from './helpers/fake-link.ts';
import { useForms } from './helpers/use-forms.ts';
import { draw, press, useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const { open, text } = stage;

const { all, button, fill, isComposing, labelled, sent, submit } = useForms(stage);

describe('questions before a chat', () => {
  const preChat = {
    name: true,
    email: true,
    questions: [
      { text: 'Order number', isNeeded: false },
      { text: 'Which lens?', choices: ['50 mm', '85 mm'], isNeeded: true },
    ],
  };

  it('[FO1] are asked in place of the composer, and told with the visitor’s name', async () => {
    await open({ preChat, mail: true });
    expect(isComposing()).toBe(false);
    await fill('Your name', ' Kim ');
    await fill('Your e-mail', 'kim@example.com');
    await fill('Which lens?', '85 mm');
    await submit();
    expect(sent()).toEqual([
      [
        'contact.give',
        { name: 'Kim', email: 'kim@example.com', answers: [{ question: 'Which lens?', answer: '85 mm' }] },
      ],
    ]);
    expect(isComposing()).toBe(true);
    expect(stage.started.shadow().activeElement).toBe(stage.field());
  });

  it('[FO1] what is needed and what looks wrong is said beside the field, which gets the focus', async () => {
    await open({ preChat, mail: true });
    await fill('Your e-mail', 'kim@');
    await submit();
    expect(all('.field .bad').map((it) => it.textContent)).toEqual([
      'Please check this address.',
      'Please fill this in.',
    ]);
    expect(labelled('Your e-mail').getAttribute('aria-invalid')).toBe('true');
    expect(stage.started.shadow().activeElement).toBe(labelled('Your e-mail'));
    expect(sent()).toEqual([]);
  });

  it('[FO1] no address is asked for where the relay sends no mail; nothing filled in, nothing is told', async () => {
    await open({ preChat: { ...preChat, questions: [] } });
    expect(all('.field').map((it) => it.textContent)).toEqual(['Your name (optional)']);
    await submit();
    expect(sent()).toEqual([]);
    expect(isComposing()).toBe(true);
  });

  it('[FO1] what was answered stays when whoever was there goes', async () => {
    await open({ preChat, mail: true });
    await fill('Order number', 'H-1042');
    stage.started.link.tell({ type: 'availability.changed', availability: 'none' });
    await draw();
    expect(labelled('Order number').value).toBe('H-1042');
    await fill('Which lens?', '50 mm');
    await submit();
    expect(sent()).toHaveLength(1);
    expect(stage.started.find('.form h3')?.textContent).not.toBe('A few things first');
  });

  it('[FO1] are not asked of who was invited, nor when an engagement goes on', async () => {
    await open({ preChat });
    stage.started.link.attach(engagement());
    await draw();
    expect(stage.started.find('.form')).toBeNull();
    expect(isComposing()).toBe(true);
  });
});

describe('a rating', () => {
  const accepted = entry('engagement.accepted', { engagement: 'eng_1', rep: 'rep_mara', name: 'Mara' }, { offset: 1 });
  const ended = async (...more: Parameters<typeof stage.talk>[1][]) => {
    await stage.talk({ state: 'resolved' }, accepted, ...more);
    await draw();
  };

  it('[FO3] is asked when a conversation ended, beside the composer; five stars in words, and a comment', async () => {
    await ended();
    expect(isComposing()).toBe(true);
    const stars = all<HTMLInputElement>('.stars input');
    expect(stars.map((it) => it.getAttribute('aria-label'))).toEqual([
      'Very poor',
      'Poor',
      'Okay',
      'Good',
      'Very good',
    ]);
    stars[3]!.click();
    await draw();
    await fill('Anything you would like to add?', ' Quick. ');
    await submit();
    expect(sent()).toEqual([['rating.give', { engagement: 'eng_1', score: 4, comment: 'Quick.' }]]);
    expect(text('.log')).toContain('Thank you for telling us.');
    expect(stage.started.shadow().activeElement).toBe(stage.field());
  });

  it('[FO3] nothing is told without a star; “not now” is remembered', async () => {
    await ended();
    await submit();
    expect(sent()).toEqual([]);
    button('Not now').click();
    await draw();
    expect(stage.started.find('.form')).toBeNull();
    stage.started.widget.destroy();
    await ended();
    expect(stage.started.find('.form')).toBeNull();
  });

  it('[FO3] is not asked where nobody answered, nor twice', async () => {
    await stage.talk({ state: 'resolved' });
    expect(stage.started.find('.form')).toBeNull();
    stage.started.widget.destroy();
    await ended(entry('rating', { engagement: 'eng_1', score: 5 }, { offset: 2, by: 'visitor' }));
    expect(stage.started.find('.form')).toBeNull();
  });
});

describe('the menu', () => {
  const more = async () => {
    stage.started.find('header .icon')!.click();
    await draw();
  };

  it('[FO4] holds what is rare; its first item has the focus, Escape closes it alone and gives the focus back', async () => {
    await open();
    await more();
    const [first] = all<HTMLButtonElement>('.menu button');
    expect(stage.started.find('header .icon')!.getAttribute('aria-expanded')).toBe('true');
    expect(stage.started.shadow().activeElement).toBe(first);
    press(first!, 'Escape');
    await draw();
    expect(stage.started.find('.menu')).toBeNull();
    expect(stage.started.find('.panel')!.hidden).toBe(false);
    expect(stage.started.shadow().activeElement).toBe(stage.started.find('header .icon'));
  });

  it('[FO4] a conversation is mailed where the relay can, to the address that is known', async () => {
    await open({ mail: true });
    stage.started.link.attach(
      engagement(),
      entry('contact', { email: 'kim@example.com' }, { offset: 1, by: 'visitor' }),
      entry('message', { text: 'Hello Kim' }, { offset: 2 }),
    );
    await draw();
    await more();
    button('E-mail me this conversation').click();
    await draw();
    expect(labelled('Your e-mail').value).toBe('kim@example.com');
    await submit();
    expect(stage.started.link.sent).toEqual([
      { type: 'transcript.request', conversation: 'visitor', body: { email: 'kim@example.com' } },
    ]);
    expect(text('.form')).toContain('It is on its way to kim@example.com.');
    expect(stage.started.shadow().activeElement).toBe(button('Back to the chat'));
    button('Back to the chat').click();
    await draw();
    expect(isComposing()).toBe(true);
  });

  it('[FO5] a transcript that the relay refuses is said to be, and may be asked for again', async () => {
    await open({ mail: true });
    stage.started.link.attach(engagement(), entry('message', { text: 'Hello Kim' }, { offset: 1 }));
    await draw();
    const ask = async (): Promise<void> => {
      await more();
      button('E-mail me this conversation').click();
      await draw();
      await fill('Your e-mail', 'kim@example.com');
      await submit();
    };
    await ask();
    expect(text('.form')).toContain('It is on its way');
    const body = { email: 'kim@example.com' };
    const frame = { type: 'transcript.request', session: SESSION, conversation: 'visitor', seq: 1, body } as const;
    stage.started.link.event({ type: 'refused', code: 'denied', frame });
    await draw();
    expect(text('.form [role=status], .form[role=status]')).toBe(
      'It could not be e-mailed. Please try again later.Back to the chat',
    );
    button('Back to the chat').click();
    await draw();
    await ask();
    expect(text('.form')).toContain('It is on its way');
    expect(stage.started.link.types()).toEqual(['transcript.request', 'transcript.request']);
  });

  it.each([
    ['without mail', {}, entry('message', { text: 'Hello Kim' }, { offset: 1 })],
    ['where nobody answered', { mail: true }, entry('message', { text: 'Hello?' }, { offset: 1, by: 'visitor' })],
  ])('[FO5] %s none is offered', async (_, said, first) => {
    await open(said);
    stage.started.link.attach(engagement(), first);
    await draw();
    await more();
    expect(all('.menu button')).toHaveLength(1);
  });
});
