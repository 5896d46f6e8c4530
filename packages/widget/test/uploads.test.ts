import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { engagement, entry } from './helpers/fake-link.ts';
import { RELAY, SITE } from './helpers/shop.ts';
import { draw, press, useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const files = { types: ['image/png', 'application/pdf'], bytes: 2_000_000 };

/** A relay that takes uploads when the test says so. */
class FakeRequest extends EventTarget {
  static readonly all: FakeRequest[] = [];
  readonly upload = new EventTarget();
  readonly headers: Record<string, string> = {};
  url = '';
  body: unknown;
  status = 0;
  responseText = '';
  constructor() {
    super();
    FakeRequest.all.push(this);
  }
  open(method: string, url: string): void {
    this.url = `${method} ${url}`;
  }
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
  send(body: unknown): void {
    this.body = body;
  }
  abort(): void {
    this.dispatchEvent(new Event('abort'));
  }
  readonly answer = async (status: number, body: object = {}): Promise<void> => {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.dispatchEvent(new Event('load'));
    await draw();
  };
}

beforeEach(() => {
  FakeRequest.all.length = 0;
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
});
afterEach(() => localStorage.clear());

const picture = (name = 'Lens.png', type = 'image/png', size = 1_200) => {
  const file = new File(['x'], name, { type });
  Object.defineProperty(file, 'size', { value: size });
  return file;
};
const begin = async () => {
  localStorage.setItem(`tillside:${SITE}:credential`, '"v1.abc"');
  localStorage.setItem(`tillside:${SITE}:consent`, '1');
  await stage.open({ files });
  stage.started.link.attach(engagement());
  await draw();
};
const choose = async (...chosen: File[]) => {
  const input = stage.started.find<HTMLInputElement>('input[type=file]')!;
  Object.defineProperty(input, 'files', { value: chosen, configurable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
  // As in a browser: emptied with the field, at once.
  chosen.length = 0;
  await draw();
};
const tray = () => [...stage.started.shadow().querySelectorAll('.tray li')].map((it) => it.textContent?.trim());
const problems = () => [...stage.started.shadow().querySelectorAll('.trouble')].map((it) => it.textContent).join('');
const send = async () => {
  press(stage.field(), 'Enter');
  await draw();
};
const request = () => FakeRequest.all.at(-1)!;

describe('files', () => {
  it('[UP1] nothing is offered where the site takes none', async () => {
    await stage.open();
    expect(stage.started.find('input[type=file]')).toBeNull();
  });

  it('[UP1] the button takes what the site takes; nothing leaves before Send is pressed', async () => {
    await begin();
    const input = stage.started.find<HTMLInputElement>('input[type=file]')!;
    expect([input.accept, input.getAttribute('aria-label')]).toEqual(['image/png,application/pdf', 'Add a file']);
    expect(stage.started.parts).not.toContain('uploads');
    await choose(picture());
    expect(tray()).toEqual(['Lens.png 2 kB']);
    expect(FakeRequest.all).toHaveLength(0);
    expect(stage.started.find('.send')!.getAttribute('aria-disabled')).toBe('false');
    stage.started.find<HTMLButtonElement>('.tray .icon')!.click();
    await draw();
    expect(tray()).toEqual([]);
  });

  it('[UP2] Send uploads it, says how far it is, and puts it into the conversation after the words', async () => {
    await begin();
    await choose(picture('Täglich 1.png'));
    stage.write('This one');
    await send();
    expect(request().url).toBe(`POST ${RELAY}/v1/files?site=${SITE}`);
    expect(request().headers).toEqual({
      'content-type': 'image/png',
      'x-file-name': 'T%C3%A4glich%201.png',
      authorization: 'Visitor v1.abc',
    });
    request().upload.dispatchEvent(Object.assign(new Event('progress'), { loaded: 600, total: 1_200 }));
    await draw();
    expect(stage.started.find<HTMLProgressElement>('.tray progress')!.value).toBe(0.5);
    await request().answer(201, { file: 'fil_1' });
    expect(stage.started.link.sent.map(({ type, body }) => [type, body])).toEqual([
      ['message.send', { text: 'This one' }],
      ['file.send', { file: 'fil_1' }],
    ]);
    expect(tray()).toHaveLength(1);
    const body = { file: 'fil_1', name: 'Täglich 1.png', type: 'image/png', bytes: 1_200 } as const;
    stage.started.link.tell(entry('file', body, { offset: 1, by: 'visitor' }));
    await draw();
    expect(tray()).toEqual([]);
  });

  it('[UP2] one that was not taken says so and is tried again by a press', async () => {
    await begin();
    await choose(picture());
    await send();
    await request().answer(413);
    expect(problems()).toBe('Lens.png was not sent.');
    stage.started.find('.tray .link')!.click();
    await draw();
    expect(FakeRequest.all).toHaveLength(2);
    await request().answer(201, { file: 'fil_2' });
    expect(stage.started.link.types()).toEqual(['file.send']);
    stage.started.link.event({
      type: 'refused',
      code: 'full',
      frame: { type: 'file.send', session: 'a'.repeat(32), conversation: 'mine', seq: 1, body: { file: 'fil_2' } },
    });
    await draw();
    expect(tray()).toEqual(['Lens.png Try again']);
  });

  it.each([
    [picture('Film.mp4', 'video/mp4'), 'Film.mp4: this kind of file cannot be sent here.'],
    [picture('Big.png', 'image/png', 2_000_001), 'Big.png is larger than 2 MB.'],
  ])('[UP3] %o is not taken, and why is said', async (file, problem) => {
    await begin();
    await choose(file);
    expect(tray()).toEqual([]);
    expect(problems()).toBe(problem);
  });

  it('[UP4] a picture is pasted, and files are dropped on the panel', async () => {
    await begin();
    const pasted = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
      clipboardData: { files: [picture('Screenshot.png')] },
    });
    expect(stage.field().dispatchEvent(pasted)).toBe(false);
    await draw();
    const dropped = Object.assign(new Event('drop', { bubbles: true, cancelable: true }), {
      dataTransfer: { files: [picture('Invoice.pdf', 'application/pdf')] },
    });
    expect(stage.started.find('.panel')!.dispatchEvent(dropped)).toBe(false);
    await draw();
    expect(tray()).toEqual(['Screenshot.png 2 kB', 'Invoice.pdf 2 kB']);
  });

  it('[UP2] a new visitor’s file waits for the credential', async () => {
    await stage.open({ files });
    await choose(picture());
    await send();
    expect(FakeRequest.all).toHaveLength(0);
    localStorage.setItem(`tillside:${SITE}:credential`, '"v1.new"');
    stage.started.link.attach();
    await draw();
    expect(request().headers['authorization']).toBe('Visitor v1.new');
  });
});
