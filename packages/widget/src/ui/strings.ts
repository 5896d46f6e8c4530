/**
 * Everything the panel and the invitation say. One table, English; a site replaces any of it by the same key in its file's
 * `texts`. `{rep}` is a first name, `{site}` the shop, `{team}` the team, `{count}` a number, `{offer}` an offer's title.
 */
export const strings = {
  launcher: 'Chat with {site}',
  launcherAway: 'Leave {site} a message',
  launcherOpen: 'Close the chat',
  unread: '{count} new',

  invitation: 'Message from {rep}',
  accept: 'Chat now',
  decline: 'No, thanks',
  dismiss: 'Close',

  title: 'Chat with {site}',
  close: 'Close the chat',
  hereNow: 'Here now',
  joining: 'Joining now',
  teamNow: 'We are here now',
  teamSoon: 'We answer soon',
  teamAway: 'Leave us a message',
  greeting: 'Hi, how can we help?',
  greetingNow: 'Ask us anything about {site}. A person answers, usually within a minute or two.',
  greetingSoon: 'Everyone is talking to somebody just now. Write to us and we will be with you soon.',
  greetingAway:
    'Nobody is here right now. Write to us all the same: we keep your message and the answer will be here when you come back.',
  privacy: 'Privacy',

  log: 'Conversation',
  you: 'You',
  typing: '{rep} is typing',
  sending: 'Sending',
  sent: 'Sent',
  read: 'Read',
  notSent: 'Not sent.',
  retry: 'Try again',

  ringing: '{rep} will be with you in a moment.',
  ringingTeam: 'Someone will be with you in a moment.',
  next: 'You are next in line.',
  queued: 'You are number {count} in line. Your place is kept.',
  waiting: 'We are finding someone for you.',
  byMessage: 'Your message is kept. The answer will be here when you come back.',
  joined: '{rep} is here',
  joinedInstead: '{other} is busy just now. {rep} is here to help instead.',
  queuedAgain: 'Thanks for waiting. We are finding someone else for you.',
  resolved: 'This conversation has ended. Write to us any time to go on.',

  apply: 'Apply to my order',
  applied: 'Applied',
  appliedLine: 'You applied “{offer}”',
  useCode: 'Enter this code at the checkout:',
  copy: 'Copy',
  copied: 'Copied',

  write: 'Write a message',
  send: 'Send',
  left: '{count} characters left',
  lost: 'Connecting again. Your words are kept.',
  stopped: 'The chat is not available right now.',
  mayMiss: 'A message may be missing here. If yours is, please send it again.',
};

export type StringKey = keyof typeof strings;
/** Looks up a text and fills its places. */
export type Say = (key: StringKey, values?: Readonly<Record<string, string | number>>) => string;

/** Puts values into the places of a text; `{name|words}` are the words where the value is not known. */
export const fill = (text: string, values: Readonly<Record<string, string | number | undefined>> = {}): string =>
  text.replace(/\{(\w+)(?:\|([^}]*))?\}/g, (whole, name: string, words?: string) =>
    String(values[name] ?? words ?? whole),
  );

export const createSay =
  (texts: Readonly<Record<string, string>>): Say =>
  (key, values) =>
    fill(texts[key] ?? strings[key], values);
