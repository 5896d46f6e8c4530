import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Status } from '@tillside/protocol';
import type { Ring } from '../desk/rings.ts';
import type { Assignment } from '../desk/standing.ts';
import type { Command } from '@tillside/protocol/client';
import type { CommandAnswer } from '../link/commands.ts';
import { say } from '../format.ts';
import { strings } from '../strings.ts';
import type { FloorStore } from './floor-store.ts';
import { createHandOver } from './hand-over.ts';
import type { HandOver } from './hand-over.ts';

/** What a rep asks of the relay and must know the outcome of. Each is repeated over a lost connection, then told plainly. */
export interface Actions extends HandOver {
  /** The status on its way to the relay, while it is. */
  readonly nextStatus: ReadonlySignal<Status | undefined>;
  /** What is being answered, passed on or resolved now. */
  readonly busy: ReadonlySignal<ReadonlySet<string>>;
  setStatus(status: Status): Promise<void>;
  /** Away, and what is being talked about is left to others. */
  handOverAll(): Promise<void>;
  answer(ring: Ring): Promise<void>;
  pass(ring: Ring): Promise<void>;
  /** Takes a conversation that is by message. */
  take(conversation: string, engagement: string): Promise<void>;
  resolve(conversation: string, assignment: Assignment, disposition: string): Promise<boolean>;
  /** Asks the visitor's page what can be pointed at; the thread's `targets` are its answer. */
  look(conversation: string, assignment: Assignment): Promise<void>;
}

interface ActionPorts {
  readonly command: (command: Command) => Promise<CommandAnswer>;
  readonly floors: Pick<FloorStore, 'endRing' | 'floor' | 'setStatus'>;
  readonly select: (conversation: string) => void;
  /** Says that something did not work. */
  readonly fail: (text: string) => void;
}

export function createActions({ command, floors, select, fail }: ActionPorts): Actions {
  const nextStatus = signal<Status>();
  const busy = signal<ReadonlySet<string>>(new Set());

  async function ask(conversation: string, frame: Command): Promise<CommandAnswer> {
    busy.value = new Set([...busy.peek(), conversation]);
    const answer = await command(frame);
    busy.value = new Set([...busy.peek()].filter((other) => other !== conversation));
    return answer;
  }
  const failed = (text: string, answer: CommandAnswer): boolean => {
    const reason = reasonOf(answer);
    if (reason !== undefined) fail(say(text, { reason }));
    return reason !== undefined;
  };

  const run = async (conversation: string, frame: Command, text: string): Promise<boolean> => {
    if (busy.peek().has(conversation)) return false;
    return !failed(text, await ask(conversation, frame));
  };

  return {
    ...createHandOver(run),
    nextStatus,
    busy,
    async setStatus(status) {
      if (nextStatus.peek() === status || (nextStatus.peek() === undefined && floors.floor.peek().status === status))
        return;
      nextStatus.value = status;
      const answer = await command({ type: 'status.set', status });
      // Another choice was made meanwhile: its answer counts.
      if (nextStatus.peek() !== status) return;
      if (!failed(strings.status.failed, answer)) floors.setStatus(status);
      nextStatus.value = undefined;
    },
    async handOverAll() {
      if (nextStatus.peek() !== undefined) return;
      nextStatus.value = 'away';
      failed(strings.status.failed, await command({ type: 'status.set', status: 'away', leaving: 'hand_over' }));
      nextStatus.value = undefined;
    },
    async answer(ring) {
      const { conversation, engagement } = ring;
      if (busy.peek().has(conversation)) return;
      const answer = await ask(conversation, { type: 'engagement.accept', conversation, engagement });
      if (failed(strings.ring.failed, answer)) {
        if (answer.kind === 'refused') floors.endRing(ring);
        return;
      }
      floors.endRing(ring);
      select(conversation);
    },
    async take(conversation, engagement) {
      await run(conversation, { type: 'engagement.accept', conversation, engagement }, strings.ring.failed);
    },
    async pass(ring) {
      const { conversation, engagement } = ring;
      if (busy.peek().has(conversation)) return;
      const answer = await ask(conversation, { type: 'engagement.decline', conversation, engagement });
      failed(strings.ring.passFailed, answer);
      if (answer.kind !== 'no_answer') floors.endRing(ring);
    },
    async look(conversation, assignment) {
      failed(strings.composer.guideFailed, await command({ type: 'guide.look', conversation, ...assignment }));
    },
    resolve: (conversation, assignment, disposition) =>
      run(
        conversation,
        { type: 'engagement.resolve', conversation, ...assignment, disposition },
        strings.composer.resolveFailed,
      ),
  };
}

/** Why it did not take effect, in words; nothing where it did. */
function reasonOf(answer: CommandAnswer): string | undefined {
  if (answer.kind === 'done') return undefined;
  return strings.refusals[answer.kind === 'no_answer' ? 'no_answer' : answer.code];
}
