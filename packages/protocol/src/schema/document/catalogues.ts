import { closeCodes, refusalCodes, withholdReasons } from '../../codes.ts';
import { limits } from '../../limits.ts';
import { mayRetry } from '../../may-retry.ts';
import { spaced } from './describe.ts';
import { heading, table } from './markdown.ts';

const yesNo = (is: boolean): string => (is ? 'yes' : 'no');

export function renderCloseCodes(): string {
  const rows = Object.entries(closeCodes).map(([code, { name, meaning }]) => [
    code,
    `\`${name}\``,
    yesNo(mayRetry(Number(code))),
    meaning,
  ]);
  return [
    heading(2, 'Close codes'),
    'With “no” a client does not connect again by itself. Codes that are not listed, 1006 among them, are worth another try.',
    table(['code', 'name', 'retry', 'meaning'], rows),
  ].join('\n\n');
}

export function renderRefusals(): string {
  const rows = Object.entries(refusalCodes).map(([code, { retry, meaning }]) => [`\`${code}\``, yesNo(retry), meaning]);
  return [
    heading(2, 'Refusals'),
    'The `code` of `refused`. Clients act on the frame’s `retry`, not on the code; `behind_refused`, and `fenced` for what was acknowledged, are the two exceptions, see “What a client does”.',
    table(['code', 'retry', 'meaning'], rows),
  ].join('\n\n');
}

export function renderReasons(): string {
  const rows = Object.entries(withholdReasons).map(([reason, meaning]) => [`\`${reason}\``, meaning]);
  return [heading(2, 'Why an invitation is withheld'), table(['reason', 'meaning'], rows)].join('\n\n');
}

/** A missing limit is a compile error. */
const meanings: Readonly<Record<keyof typeof limits, string>> = {
  visitorFrameBytes: 'A frame from a visitor, UTF-8 bytes. Larger: close 4500, far larger 1009.',
  repFrameBytes: 'A frame from a rep. Larger: close 4500, far larger 1009.',
  jsonDepth: 'Nesting of a frame’s JSON.',
  jsonKeys: 'Keys of any one object in a frame.',
  textLength: 'UTF-16 code units of a message or note. Longer: refused `too_long`.',
  unacknowledged: 'Numbered frames of one session and conversation on their way.',
  rememberedBodies: 'Bodies of a session that the store remembers to tell a duplicate from a conflict.',
  sessionsPerSocket: 'Sessions one socket speaks for. More: close 4500.',
  attachedPerSocket: 'Conversations one socket is attached to. More: refused.',
  helloWithinMs: 'From the socket’s opening to `hello`. Later: close 4012.',
  heartbeatMs: 'Between pings.',
  pongWithinMs: 'From a ping to any frame of the client. Later: close 4012.',
  silenceMs: 'A client takes a socket that is silent for this long as dead.',
  outboxKeepMs: 'How long a client keeps an acknowledged frame.',
  rewindEveryMs: 'A client follows one rewind in this time.',
  backoffFirstMs: 'The first pause before connecting again is random between 0 and this …',
  backoffLastMs: '… half as long again each time, up to this.',
  replies: 'Answers that one message of a rep may offer.',
  replyLength: 'Characters of such an answer.',
  transferNoteLength: 'Characters of the note that goes along with a conversation given to a colleague.',
  guideTargets: 'Parts of a page that its visitor can be shown.',
  previewLength: 'Characters of what is being typed, where the site shows it.',
  fileBytes: 'One file of a conversation.',
  filesPerHour: 'Files that one visitor may send in an hour; one address sends six times as many.',
  pageEntries: 'Entries read from the store at once.',
  replayEntries: 'Entries one attach replays. More: `trimmed`.',
  engagementEntries: 'Entries of one engagement. More: refused `full`.',
  typingPerSecond: '`typing` of one party.',
  framesPerSecond:
    'Frames of one socket in the long run, `typing`, `read` and `pong` apart. More: refused `rate`, then close 4013.',
  framesBurst: 'Frames of one socket at once.',
  pauseAboveBytes: 'With this much unread the relay stops pushing to a socket …',
  terminateAboveBytes: '… and with this much it gives it up, with close 4008 or none.',
  streamMs: 'How long one HTTP stream lasts. Then `next`, and the client asks for the next one.',
  streamsPerVisitor: 'HTTP streams of one visitor at one node; one more ends the oldest with 4013.',
  postBytes: 'The frames of one POST together. Larger: 413.',
  stalledMs: 'A socket that was paused and read nothing for this long is given up.',
  ticketMs: 'A rep’s ticket.',
  credentialIdleMs: 'A visitor’s credential without use.',
  credentialRememberedMs: 'The same, where the site keeps it in a first-party cookie (`rememberUrl`).',
};

export function renderLimits(): string {
  const rows = Object.entries(limits).map(([name, value]) => [
    `\`${name}\``,
    spaced(value),
    meanings[name as keyof typeof limits],
  ]);
  return [heading(2, 'Limits'), table(['limit', 'value', 'of what'], rows)].join('\n\n');
}
