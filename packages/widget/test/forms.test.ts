import { describe, expect, it } from 'vitest';
import { SESSION, engagement, entry } from './helpers/fake-link.ts';
import { draw, press, useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const { open, text } = stage;

const all = <Found extends HTMLElement>(selector: string): Found[] => [
  ...stage.started.shadow().querySelectorAll<Found>(selector),
];
const labelled = (label: string): HTMLInputElement => {
  const found = all<HTMLLabelElement>('.field').find((it) => it.textContent?.trim().startsWith(label));
  const control = found?.querySelector<HTMLInputElement>('input,textarea,select');
  if (!control)
    throw new Error(
      `no field ${label} among: ${all('.field')
        .map((it) => it.textContent)
        .join()}`,
    );
  return control;
};
const fill = async (label: string, value: string): Promise<void> => {
  const control = labelled(label);
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true }));
  await draw();
};
const button = (name: string): HTMLButtonElement => {
  const found = all<HTMLButtonElement>('.panel button').find((it) => it.textContent?.trim() === name);
  if (!found)
    throw new Error(
      `no button ${name} among: ${all('.panel button')
        .map((it) => it.textContent)
        .join()}`,
    );
  return found;
};
const submit = async (): Promise<void> => {
  stage.started.find<HTMLFormElement>('.form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await draw();
};
const isComposing = (): boolean => !stage.started.find('.composer')!.closest('[hidden]');
const byMessage = engagement({ state: 'by_message', rep: undefined });
const sent = () => stage.started.link.sent.map(({ type, body }) => [type, body]);

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

  it('[FO1] are not asked of who was invited, nor when an engagement goes on', async () => {
    await open({ preChat });
    stage.started.link.attach(engagement());
    await draw();
    expect(stage.started.find('.form')).toBeNull();
    expect(isComposing()).toBe(true);
  });
});

describe('a message to be answered later', () => {
  it('[FO2] is what the panel offers while nobody is there and the relay can write', async () => {
    await open({ availability: 'none', mail: true });
    expect(isComposing()).toBe(false);
    expect(text('.form h3')).toBe('Leave a message');
    await fill('Your message', 'When is it back?');
    await fill('Your e-mail', 'kim@example.com');
    await submit();
    expect(sent()).toEqual([
      ['contact.give', { email: 'kim@example.com' }],
      ['message.send', { text: 'When is it back?', wants: 'message' }],
    ]);
    stage.started.link.attach(engagement({ state: 'by_message' }));
    await draw();
    expect(isComposing()).toBe(true);
    expect(text('.status')).toBe('Your message is kept. The answer will be here when you come back.');
  });

  it('[FO2] without mail nobody asks for an address: the composer does', async () => {
    await open({ availability: 'none' });
    expect(isComposing()).toBe(true);
    expect(stage.started.parts).not.toContain('forms');
  });

  it('[FO2] is a choice beside “chat now” while somebody is there; what was written meanwhile stays', async () => {
    await open({ availability: 'now' });
    stage.write('Half a sent');
    button('Chat now').click();
    expect(stage.started.shadow().activeElement).toBe(stage.field());
    button('Leave a message').click();
    await draw();
    expect(isComposing()).toBe(false);
    expect(stage.started.shadow().activeElement).toBe(labelled('Your message'));
    await submit();
    expect(text('.field .bad')).toBe('Please fill this in.');
    button('Back to the chat').click();
    await draw();
    expect(isComposing()).toBe(true);
    expect(stage.field().value).toBe('Half a sent');
    expect(sent()).toEqual([]);
  });

  const leave = () => all<HTMLButtonElement>('.panel button').find((it) => it.textContent === 'Leave a message');

  it('[FO2] is offered beside the place in the line; who leaves one leaves the line', async () => {
    await stage.talk({ state: 'queued', rep: undefined, position: 3, wait: { fromMs: 120_000, toMs: 300_000 } });
    stage.write('Half a sent');
    leave()!.click();
    await draw();
    expect(isComposing()).toBe(false);
    expect(stage.started.shadow().activeElement).toBe(labelled('Your message'));
    // One way there is enough, and the place is kept until the message is sent.
    expect(leave()).toBeUndefined();
    expect(text('.status')).toContain('You are number 3 in line.');
    await fill('Your message', 'Please write to me.');
    await submit();
    expect(sent()).toEqual([['message.send', { text: 'Please write to me.', wants: 'message' }]]);
    stage.started.link.tell({ type: 'engagement.changed', conversation: 'mine', engagement: byMessage });
    await draw();
    expect(isComposing()).toBe(true);
    expect(stage.field().value).toBe('Half a sent');
    expect(text('.status')).toBe('Your message is kept. The answer will be here when you come back.');
    expect(leave()).toBeUndefined();
  });

  it('[FO2] who goes back keeps the place, and a rep who comes meanwhile takes nothing away that was written', async () => {
    await stage.talk({ state: 'queued', rep: undefined, position: 1 });
    leave()!.click();
    await draw();
    button('Back to the chat').click();
    await draw();
    expect(leave()).toBeDefined();
    leave()!.click();
    await draw();
    await fill('Your message', 'Please write');
    stage.started.link.tell({ type: 'engagement.changed', conversation: 'mine', engagement: engagement() });
    await draw();
    expect(labelled('Your message').value).toBe('Please write');
    expect(sent()).toEqual([]);
  });

  it.each(['ringing', 'active', 'by_message'] as const)('[FO2] is not offered while %s', async (state) => {
    await stage.talk({ state });
    expect(leave()).toBeUndefined();
  });

  it('[FO2] is not offered in a line that nobody serves: what was written is kept there anyway', async () => {
    await open({ availability: 'none' });
    stage.started.link.attach(engagement({ state: 'queued', rep: undefined, position: 1 }));
    await draw();
    expect(leave()).toBeUndefined();
    expect(text('.status')).toBe('Your message is kept. The answer will be here when you come back.');
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
