import { describe, expect, it, vi } from 'vitest';
import { FakeSocket, socket, sockets } from './helpers/fake-socket.ts';
import { SITE } from './helpers/shop.ts';
import { useLink } from './helpers/use-link.ts';

const page = useLink();
const { open, settle } = page;

describe('the way to the relay', () => {
  it('[LI11] after two sockets that closed with 1006 before a word was heard, while boot answers, opens them by HTTP', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const opened: FakeSocket[] = [];
    const createHttpSocket = vi.fn((url: string) => {
      const http = new FakeSocket(url);
      opened.push(http);
      return http;
    });
    page.load.mockImplementation(async () => ({ createHttpSocket }));
    open()._want(true);
    await settle();
    socket().drop(1006);
    await vi.advanceTimersByTimeAsync(300);
    expect(sockets).toHaveLength(2);
    expect(page.load).not.toHaveBeenCalled();
    socket().drop(1006);
    await vi.advanceTimersByTimeAsync(600);
    expect(page.load.mock.calls).toEqual([['http']]);
    expect(opened.map(({ url }) => url)).toEqual([`wss://relay.example/v1/socket?site=${SITE}`]);
    socket().welcome();
    socket().drop(1012);
    await vi.advanceTimersByTimeAsync(300);
    expect(opened).toHaveLength(2);
    expect(page.boot).toHaveBeenCalledTimes(2);
  });

  it('[LI11] opens no socket while boot does not answer, and stays with sockets where one was heard', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.5);
    open()._want(true);
    await settle();
    page.boot.mockResolvedValue(undefined);
    socket().drop(1006);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(page.boot.mock.calls.length).toBeGreaterThan(3);
    expect(sockets).toHaveLength(1);
    page.boot.mockResolvedValue({});
    await vi.advanceTimersByTimeAsync(15_000);
    random.mockReturnValue(0);
    socket().welcome();
    socket().drop(1006);
    await vi.advanceTimersByTimeAsync(300);
    socket().drop(1006);
    await vi.advanceTimersByTimeAsync(600);
    expect(sockets).toHaveLength(4);
    expect(page.load).not.toHaveBeenCalled();
  });

  it('[LI11] a socket that was not wanted any more says nothing of a proxy; one that was silent for 28 s does', async () => {
    const link = open();
    for (let time = 0; time < 3; time++) {
      link._want(true);
      await settle();
      link._want(false);
      await settle();
    }
    expect(sockets).toHaveLength(3);
    link._want(true);
    await vi.advanceTimersByTimeAsync(200_000);
    expect(page.load.mock.calls[0]).toEqual(['http']);
    expect(sockets).toHaveLength(5);
  });
});
