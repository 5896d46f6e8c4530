/**
 * Every limit of the wire, in one place. The relay enforces them, `welcomed` tells the ones a client can change its behaviour by,
 * docs/protocol.md prints them all.
 */
export const limits = {
  /** A frame from a visitor, UTF-8 bytes. Larger: close 4500. */
  visitorFrameBytes: 16_384,
  /** A frame from a rep, UTF-8 bytes. Larger: close 4500. */
  repFrameBytes: 65_536,
  /** Nesting of a frame's JSON, checked before it is parsed into objects. */
  jsonDepth: 8,
  /** Keys of any one object in a frame. */
  jsonKeys: 64,
  /** Characters (UTF-16 code units) of one message or note. */
  textLength: 4_000,
  /** Frames of one session and conversation that may wait for their acknowledgement. */
  unacknowledged: 16,
  /** How many of a session's last bodies the store remembers to tell a duplicate from a conflict. */
  rememberedBodies: 16,
  /** Sessions one socket may speak for. */
  sessionsPerSocket: 64,
  /** Conversations one socket may be attached to. */
  attachedPerSocket: 64,
  /** From the socket's opening to its `hello`. Later: close 4012. */
  helloWithinMs: 5_000,
  /** The relay's ping interval. */
  heartbeatMs: 20_000,
  /** From a ping to its pong. Later: close 4012. */
  pongWithinMs: 8_000,
  /** A client takes a socket without any frame for this long as dead. */
  silenceMs: 28_000,
  /** How long a client keeps an acknowledged entry: it heals a store that went back. */
  outboxKeepMs: 60_000,
  /** At most one rewind per (session, conversation, highest) in this time. */
  rewindEveryMs: 150,
  /** Reconnecting: full jitter between 0 and this, half as long again each time from the first to the last. */
  backoffFirstMs: 250,
  backoffLastMs: 15_000,
  /** Answers a rep's message may offer to choose from, and characters of each. */
  replies: 6,
  replyLength: 60,
  /** The note that goes along with a conversation that is given to a colleague. */
  transferNoteLength: 500,
  /** Parts of a page that its visitor can be shown. */
  guideTargets: 40,
  /** What a visitor has typed so far, where the site shows it to reps before it is sent; UTF-8 bytes stay below 2 KB a frame. */
  previewLength: 500,
  /** One file of a conversation, and how many a visitor may send an hour. */
  fileBytes: 10_485_760,
  filesPerHour: 20,
  /** Entries in one page of history. */
  pageEntries: 200,
  /** Entries a single attach replays; older ones are `trimmed`. */
  replayEntries: 2_000,
  /** Entries of one engagement; then `full`. */
  engagementEntries: 2_000,
  /** `typing` of one party. */
  typingPerSecond: 4,
  /** Durable frames of one socket: sustained and burst. Above: `refused` with `rate`, then close 4013. */
  framesPerSecond: 10,
  framesBurst: 40,
  /** Not yet sent bytes of a socket at which the relay stops pushing, and at which it gives up. */
  pauseAboveBytes: 65_536,
  terminateAboveBytes: 524_288,
  /** How long an HTTP stream lasts until it is asked for again: what went away without a word holds it no longer. */
  streamMs: 300_000,
  /** HTTP streams of one visitor at one node; one more ends the oldest with 4013. */
  streamsPerVisitor: 8,
  /** The frames of one POST, UTF-8 bytes. Larger: 413. */
  postBytes: 65_536,
  /** Without progress for this long, a paused socket is terminated. */
  stalledMs: 10_000,
  /** A rep's ticket for one socket. */
  ticketMs: 30_000,
  /** A visitor's credential without use. */
  credentialIdleMs: 30 * 86_400_000,
  /** The same where the site keeps it in a cookie of its own (`rememberUrl`). */
  credentialRememberedMs: 180 * 86_400_000,
} as const;
