import { Buffer } from 'node:buffer';
import type { z } from 'zod';
import { limits } from '@tillside/protocol';
import type { CloseCodeNumber, StreamClosed, VisitorTold } from '@tillside/protocol';
import { visitorToRelay } from '@tillside/protocol/schema';
import { refuseSequenced } from '../../handlers/sequence.ts';
import type { VisitorParty } from '../../handlers/types.ts';
import { addressIn, decodeFrame } from '../decode-frame.ts';
import type { FrameAddress } from '../decode-frame.ts';
import { Dispatcher } from '../dispatcher.ts';
import { createRateGate } from '../rate-gate.ts';
import { refusal } from '../refusal.ts';

type Line = VisitorTold | StreamClosed;

/** A stream is attached by its `hello`; to attach anew is to open another one. */
const ofStream: ReadonlySet<string> = new Set(['hello', 'session.add', 'conversation.attach', 'conversation.detach']);
const table: Readonly<Record<string, z.ZodType>> = Object.fromEntries(
  Object.entries(visitorToRelay).filter(([name]) => !ofStream.has(name)),
);

export interface PostWorld {
  readonly site: string;
  readonly visitor: string;
  readonly conversation: string;
  readonly id: string;
  readonly patience: number;
  /** Takes one from the visitor's bucket: 0, or the milliseconds to wait until there are `rank`. */
  readonly take: (rank: number) => number;
  readonly handle: (frame: { readonly type: string }, party: VisitorParty) => Promise<void>;
  readonly onFault: (error: unknown) => void;
}

/**
 * Runs the frames of one POST in their order, and resolves to what they are answered. Everything a socket remembers between frames it
 * remembers for this POST only; the log's append rule does the rest, whichever node the next one comes to.
 */
export async function servePost(body: string, world: PostWorld): Promise<readonly Line[]> {
  const answers: Line[] = [];
  let isClosed = false;
  const close = (code: CloseCodeNumber, reason: string): void => {
    if (!isClosed) answers.push({ type: 'closed', code, reason: reason.slice(0, 120) });
    isClosed = true;
  };
  const send = (frame: VisitorTold): void => {
    if (!isClosed) answers.push(frame);
  };
  const sessions = new Set<string>();
  const party: VisitorParty = {
    kind: 'visitor',
    site: world.site,
    visitor: world.visitor,
    conversation: world.conversation,
    sessions,
    link: { id: world.id, send, close },
    context: undefined,
  };
  const dispatcher = new Dispatcher({
    onFault(error) {
      world.onFault(error);
      close(4000, 'a fault of the relay');
    },
  });
  const isOverRate = createRateGate({
    take: world.take,
    patience: world.patience,
    refuse: (address, afterMs) => send(refusal(address, 'rate', { afterMs })),
    cut: () => close(4013, 'too many frames'),
  });

  /** A POST speaks for every session that it names: the credential is the visitor's, and so is the conversation. */
  const speakFor = (address: FrameAddress | undefined): boolean => {
    if (address?.session === undefined || sessions.has(address.session)) return true;
    if (sessions.size >= limits.sessionsPerSocket) {
      close(4500, `at most ${limits.sessionsPerSocket} sessions`);
      return false;
    }
    sessions.add(address.session);
    return true;
  };

  const receive = async (line: string): Promise<void> => {
    if (Buffer.byteLength(line) > limits.visitorFrameBytes)
      return close(4500, `a frame holds at most ${limits.visitorFrameBytes} bytes`);
    const decoded = decodeFrame(line, table);
    if (decoded.kind === 'bad') return close(4500, decoded.detail);
    if (decoded.kind === 'invalid') {
      const { address, detail } = decoded;
      const { session, conversation, seq } = address;
      if (isOverRate(address, '') || !speakFor(address)) return undefined;
      if (session === undefined || conversation === undefined || seq === undefined) return close(4500, detail);
      return refuseSequenced(party, { session, conversation, seq }, 'invalid', detail);
    }
    const frame = decoded.frame as { readonly type: string };
    const address = addressIn(frame);
    if (frame.type === 'pong' || isOverRate(address, frame.type) || !speakFor(address)) return undefined;
    await new Promise<void>((resolve) => {
      dispatcher.run(frame.type, async () => {
        try {
          if (!isClosed) await world.handle(frame, party);
        } finally {
          resolve();
        }
      });
    });
    return undefined;
  };

  const work: Promise<void>[] = [];
  for (const line of body.split('\n')) if (line !== '' && !isClosed) work.push(receive(line));
  await Promise.all(work);
  return answers;
}
