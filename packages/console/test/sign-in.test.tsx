import { describe, expect, it, vi } from 'vitest';
import type { Answer } from '../src/http/answer.ts';
import { openConsole, type } from './helpers/open-console.tsx';
import type { OpenConsole } from './helpers/open-console.tsx';

const signedOut = { me: () => Promise.resolve({ kind: 'unauthorised' } as const) };

async function tryWith(page: OpenConsole, email: string, password: string): Promise<void> {
  await page.does(() => {
    type(page.find<HTMLInputElement>('input[name="email"]'), email);
    type(page.find<HTMLInputElement>('input[name="password"]'), password);
  });
  await page.does(() => page.find<HTMLFormElement>('form').requestSubmit());
}

const answering = (answer: Answer<undefined>) => {
  const signIn = vi.fn(() => Promise.resolve(answer));
  return { signIn, api: { ...signedOut, signIn } };
};

describe('signing in', () => {
  it('[DSI1] says what is missing before it asks the relay, and puts the focus there', async () => {
    const { api, signIn } = answering({ kind: 'ok', value: undefined });
    const page = await openConsole({ api });
    await tryWith(page, 'maya', '');
    expect(page.text()).toContain('should have an @ in it');
    expect(page.text()).toContain('Enter your password.');
    expect(document.activeElement).toBe(page.find('input[name="email"]'));
    expect(page.find('input[name="email"]').getAttribute('aria-invalid')).toBe('true');
    await tryWith(page, 'maya@halden.example', '');
    expect(document.activeElement).toBe(page.find('input[name="password"]'));
    expect(signIn).not.toHaveBeenCalled();
  });

  it('[DSI2] tells a refusal in the relay’s words', async () => {
    const { api } = answering({ kind: 'unauthorised', detail: 'The e-mail or the password is not right.' });
    const page = await openConsole({ api });
    await tryWith(page, ' maya@halden.example ', 'wrong');
    expect(page.text('[role="alert"]')).toBe('The e-mail or the password is not right.');
    expect(api.signIn).toHaveBeenCalledWith({ email: 'maya@halden.example', password: 'wrong' });
  });

  it('[DSI2] does not say which part was wrong where the relay says nothing', async () => {
    const { api } = answering({ kind: 'unauthorised' });
    const page = await openConsole({ api });
    await tryWith(page, 'maya@halden.example', 'wrong');
    expect(page.text('[role="alert"]')).toContain('E-mail and password do not belong together');
  });

  it('[DSI3] says how long it takes, and takes no attempt until then', async () => {
    const { api, signIn } = answering({ kind: 'slowed', afterMs: 32_000 });
    const page = await openConsole({ api });
    await tryWith(page, 'maya@halden.example', 'wrong');
    expect(page.text('[role="alert"]')).toContain('32 seconds');
    expect(page.button(/Try again in 3\d seconds/).disabled).toBe(true);
    await tryWith(page, 'maya@halden.example', 'again');
    expect(signIn).toHaveBeenCalledTimes(1);
    await page.passes(33_000);
    expect(page.button('Sign in').disabled).toBe(false);
  });

  it('[DSI4] tells a relay that does not answer as such, and keeps what was typed', async () => {
    const { api } = answering({ kind: 'unreachable' });
    const page = await openConsole({ api });
    await tryWith(page, 'maya@halden.example', 'secret');
    expect(page.text('[role="alert"]')).toContain('did not answer');
    expect(page.find<HTMLInputElement>('input[name="email"]').value).toBe('maya@halden.example');
    expect(page.find<HTMLInputElement>('input[name="password"]').value).toBe('secret');
  });

  it('[DSI4] offers another try when the relay does not say who we are', async () => {
    const me = vi.fn(() => Promise.resolve({ kind: 'unreachable' } as const));
    const page = await openConsole({ api: { me } });
    await page.does(() => page.button('Try again').click());
    expect(me).toHaveBeenCalledTimes(2);
  });

  it('[DSI5] fills the e-mail in from the address', async () => {
    window.history.replaceState(null, '', '?email=jonas%40halden.example');
    const page = await openConsole({ api: signedOut });
    expect(page.find<HTMLInputElement>('input[name="email"]').value).toBe('jonas@halden.example');
    expect(document.activeElement).toBe(page.find('input[name="password"]'));
    window.history.replaceState(null, '', '?');
  });
});

describe('the end of a sign-in', () => {
  it('[DSI6] 4509 leads back to the sign-in page with a sentence why', async () => {
    const page = await openConsole();
    await page.does(() => page.socket.drop(4509));
    expect(page.text()).toContain('ended elsewhere');
    expect(page.root.querySelector('form')).not.toBeNull();
  });

  it('[DSI6] so does a ticket that is refused', async () => {
    let isIn = true;
    const ticket = () =>
      Promise.resolve(
        isIn ? ({ kind: 'ok', value: { ticket: 't', expiresAt: 0 } } as const) : ({ kind: 'unauthorised' } as const),
      );
    const page = await openConsole({ api: { ticket } });
    isIn = false;
    await page.does(() => page.socket.drop(1006));
    await page.passes(20_000);
    expect(page.text()).toContain('Your sign-in ended');
  });

  it('[DSI7] waits for the relay, whatever the socket hears first', async () => {
    const page = await openConsole({
      api: {
        signOut: () => {
          page.socket.drop(4509);
          return Promise.resolve({ kind: 'ok', value: undefined });
        },
      },
    });
    await page.does(() => page.button(/^Account/).click());
    await page.does(() => page.button('Sign out').click());
    expect(page.text()).toContain('You are signed out');
  });

  it('[DSI7] says that the rep is still in when the relay does not answer', async () => {
    const page = await openConsole({ api: { signOut: () => Promise.resolve({ kind: 'unreachable' }) } });
    await page.does(() => page.button(/^Account/).click());
    await page.does(() => page.button('Sign out').click());
    expect(page.text('.toast')).toContain('You are still signed in');
    expect(page.root.querySelector('.floor')).not.toBeNull();
  });
});
