import type { z } from 'zod';
import { scanJson } from './scan-json.ts';

export type Decoded<Frame> =
  | { readonly kind: 'frame'; readonly frame: Frame }
  /** Not JSON, not of a known type, or a link frame that does not fit: the socket closes with 4500. */
  | { readonly kind: 'bad'; readonly detail: string }
  /** A known sequenced frame or command whose content does not fit: refused, the socket stays. */
  | { readonly kind: 'invalid'; readonly address: FrameAddress; readonly detail: string };

/** Enough of a broken frame to name it in `refused`. */
export interface FrameAddress {
  readonly session?: string;
  readonly conversation?: string;
  readonly seq?: number;
  readonly ref?: number;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function addressOf(value: Record<string, unknown>): FrameAddress | undefined {
  const { session, conversation, seq, ref } = value;
  if (typeof ref === 'number' && Number.isInteger(ref)) return { ref };
  if (
    typeof session === 'string' &&
    typeof conversation === 'string' &&
    typeof seq === 'number' &&
    Number.isInteger(seq)
  ) {
    return { session: session.slice(0, 64), conversation: conversation.slice(0, 64), seq };
  }
  return undefined;
}

/** Turns a socket's text into a frame of `table`; unknown keys are dropped on the way. */
export function decodeFrame<Table extends Record<string, z.ZodType>>(
  text: string,
  table: Table,
): Decoded<{ [Name in keyof Table]: z.infer<Table[Name]> }[keyof Table]> {
  const tooMuch = scanJson(text);
  if (tooMuch !== undefined) return { kind: 'bad', detail: tooMuch };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'bad', detail: 'not JSON' };
  }
  if (!isRecord(value) || typeof value['type'] !== 'string')
    return { kind: 'bad', detail: 'a frame is an object with a type' };
  const type = value['type'];
  const schema = Object.hasOwn(table, type) ? table[type] : undefined;
  if (schema === undefined) return { kind: 'bad', detail: `unknown type ${type.slice(0, 40)}` };
  const parsed = schema.safeParse(value);
  if (parsed.success) return { kind: 'frame', frame: parsed.data as never };
  const issue = parsed.error.issues[0];
  const detail = `${type}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'does not fit'}`.slice(0, 200);
  const address = addressOf(value);
  return address === undefined ? { kind: 'bad', detail } : { kind: 'invalid', address, detail };
}

/** How `refused` names this frame; `undefined` for frames that are neither sequenced nor commands, nor ask to be attached. */
export function addressIn(frame: { readonly type: string }): FrameAddress | undefined {
  const { session, conversation, seq, ref } = frame as FrameAddress & typeof frame;
  if (frame.type === 'conversation.attach' && conversation !== undefined) return { conversation };
  if (seq === undefined && ref === undefined) return undefined;
  return {
    ...(session === undefined ? {} : { session }),
    ...(conversation === undefined ? {} : { conversation }),
    ...(seq === undefined ? {} : { seq }),
    ...(ref === undefined ? {} : { ref }),
  };
}
