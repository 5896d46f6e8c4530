import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandAnswer as OneAnswer } from '@tillside/protocol/client';
import { commandPatienceMs, createCommands } from '../src/link/commands.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const away = { type: 'status.set', status: 'away' } as const;
const cut: OneAnswer = { isDone: false, code: 'link_lost', retry: true };

function answering(...answers: readonly (OneAnswer | 'never')[]) {
  const put = vi.fn(() => {
    const answer = answers[put.mock.calls.length - 1] ?? 'never';
    return answer === 'never' ? new Promise<OneAnswer>(() => undefined) : Promise.resolve(answer);
  });
  return { put, commands: createCommands(put) };
}

describe('a command', () => {
  it('[DCM1] is put again on the next socket when the link was lost', async () => {
    const { put, commands } = answering(cut, { isDone: true });
    const answer = commands.ask(away);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(put).toHaveBeenCalledTimes(1);
    commands.onUp();
    expect(await answer).toEqual({ kind: 'done' });
    expect(put).toHaveBeenCalledTimes(2);
  });

  it('[DCM1] is told as unanswered when patience ends', async () => {
    const { commands } = answering('never');
    const answer = commands.ask(away);
    await vi.advanceTimersByTimeAsync(commandPatienceMs);
    expect(await answer).toEqual({ kind: 'no_answer' });
  });

  it('[DCM1] is told as unanswered when the link is gone for good', async () => {
    const { commands } = answering(cut);
    const answer = commands.ask(away);
    commands.stop();
    expect(await answer).toEqual({ kind: 'no_answer' });
  });

  it('[DCM1] that has its answer is not put again', async () => {
    const { put, commands } = answering({ isDone: true });
    await commands.ask(away);
    commands.onUp();
    expect(put).toHaveBeenCalledTimes(1);
  });

  it('[DCM2] is retried after the time a refusal names', async () => {
    const { put, commands } = answering({ isDone: false, code: 'rate', retry: true, afterMs: 700 }, { isDone: true });
    const answer = commands.ask(away);
    await vi.advanceTimersByTimeAsync(699);
    expect(put).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toEqual({ kind: 'done' });
  });

  it('[DCM2] that is refused for good says why', async () => {
    const { commands } = answering({ isDone: false, code: 'not_owner', retry: false });
    expect(await commands.ask(away)).toEqual({ kind: 'refused', code: 'not_owner' });
  });
});
