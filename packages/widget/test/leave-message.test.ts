import { describe, expect, it } from 'vitest';
import { engagement, entry } from './helpers/fake-link.ts';
import { useForms } from './helpers/use-forms.ts';
import { draw, useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const { open, text } = stage;
const { all, button, fill, isComposing, labelled, sent, submit } = useForms(stage);
const byMessage = engagement({ state: 'by_message', rep: undefined });

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

  it('[FO2] what was written in it stays when somebody comes, or when a conversation goes on elsewhere', async () => {
    await open({ availability: 'none', mail: true, preChat: { name: true, email: false, questions: [] } });
    await fill('Your name', 'Kim');
    labelled('Your name').focus();
    await fill('Your message', 'When is it');
    const { link, shadow } = stage.started;
    link.tell({ type: 'availability.changed', availability: 'now' });
    await draw();
    expect([labelled('Your name').value, labelled('Your message').value]).toEqual(['Kim', 'When is it']);
    expect(shadow().activeElement).toBe(labelled('Your name'));
    link.tell({ type: 'engagement.changed', conversation: 'mine', engagement: engagement() });
    await draw();
    expect(labelled('Your message').value).toBe('When is it');
    button('Back to the chat').click();
    await draw();
    expect(isComposing()).toBe(true);
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

  it('[FO2] is a choice beside the shop’s questions, too, which stay until one of the two is done', async () => {
    await open({ preChat: { name: true, email: false, questions: [] } });
    button('Leave a message').click();
    await draw();
    expect(stage.started.shadow().activeElement).toBe(labelled('Your message'));
    button('Back to the chat').click();
    await draw();
    button('Leave a message').click();
    await draw();
    await fill('Your message', 'When is it back?');
    await submit();
    expect(sent()).toEqual([['message.send', { text: 'When is it back?', wants: 'message' }]]);
    // In the log, and nothing is told of an engagement yet.
    const { link } = stage.started;
    const { session, seq } = link.items[0]!.frame;
    link.tell(entry('message', { text: 'When is it back?' }, { offset: 1, by: 'visitor', session, seq }));
    await draw();
    expect(stage.started.find('.form')).toBeNull();
    expect(isComposing()).toBe(true);
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
