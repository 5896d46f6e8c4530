import type { EntryBodies, EntryKind } from '@tillside/protocol';
import type { Site, StoredEntry } from '../ports/index.ts';
import { writeMoney } from './invitation-text.ts';

/** The words of a letter; who it is from and to is not its business. */
export interface Words {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}

/** A subject is one line, whatever a shop is called. */
const oneLine = (text: string) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

const paragraphs = (lines: readonly string[]) =>
  `<!doctype html>\n<meta charset="utf-8">\n${lines.map((line) => `<p>${line}</p>`).join('\n')}\n`;

/** Nobody knows the visitor's time zone here, so the time is UTC and says so. */
function timeText(at: number, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(at)} UTC`;
}

interface Line {
  readonly who: string;
  readonly said: string;
}

/** What each kind of entry is in a transcript; `undefined`: nothing. */
const sayings: { readonly [Kind in EntryKind]?: (body: EntryBodies[Kind], site: Site) => string } = {
  message: ({ text }) => text,
  invitation: ({ text }) => text,
  product: ({ name, url, price, currency }, { locales: [locale = 'en'] }) => {
    const money = price === undefined || currency === undefined ? undefined : writeMoney(price, currency, locale);
    return `${name}${money === undefined ? '' : `, ${money}`}\n${url}`;
  },
  file: ({ name }) => `[${name}]`,
  offer: ({ title, text, code }) => `${title}: ${text}${code === undefined ? '' : ` (${code})`}`,
  'engagement.accepted': ({ name }) => `${name} answers.`,
  'engagement.resolved': () => 'The conversation ended.',
};

function lineOf(entry: StoredEntry, site: Site): Line | undefined {
  const say = sayings[entry.kind] as ((body: unknown, site: Site) => string) | undefined;
  if (say === undefined) return undefined;
  const { kind, name } = entry.by;
  const who = kind === 'visitor' ? 'You' : kind === 'bot' ? `${name ?? site.name} (bot)` : (name ?? site.name);
  return { who, said: say(JSON.parse(entry.body), site) };
}

/** The conversation as its visitor sees it. What a visitor wrote is never made a link of: the letter goes to an address nobody has proved. */
export function transcriptLetter(entries: readonly StoredEntry[], site: Site): Words {
  const [locale = 'en'] = site.locales;
  const lines = entries.flatMap((entry) => {
    const line = lineOf(entry, site);
    return line === undefined ? [] : [{ ...line, at: timeText(entry.at, locale) }];
  });
  const intro = `This is your conversation with ${site.name}, as you asked for it.`;
  const outro = `If you did not ask for it, somebody typed your address by mistake; nothing more will come.`;
  const privacy = site.privacyUrl === undefined ? [] : [`How ${site.name} keeps conversations: ${site.privacyUrl}`];
  return {
    subject: oneLine(`Your conversation with ${site.name}`),
    text: [intro, ...lines.map(({ who, at, said }) => `${who}, ${at}\n${said}`), outro, ...privacy].join('\n\n'),
    html: paragraphs([
      escapeHtml(intro),
      ...lines.map(
        ({ who, at, said }) =>
          `<b>${escapeHtml(who)}</b> <small>${escapeHtml(at)}</small><br>${escapeHtml(said).replaceAll('\n', '<br>')}`,
      ),
      escapeHtml(outro),
      ...privacy.map(escapeHtml),
    ]),
  };
}

/** Tells that an answer is there, and not what it says: mail is read by more people than it is meant for. */
export function answerLetter(site: Site, link: string): Words {
  const lines = [
    `${site.name} has answered your message.`,
    'Read the answer and write back here:',
    'The link opens your conversation once, within 30 days. Whoever has it can read the conversation, so do not pass it on.',
    `If you did not write to ${site.name}, ignore this mail: somebody typed your address by mistake.`,
  ] as const;
  const [first, second, third, last] = lines;
  const address = escapeHtml(link);
  return {
    subject: oneLine(`${site.name} has answered you`),
    text: [first, `${second}\n${link}`, third, last].join('\n\n'),
    html: paragraphs([
      escapeHtml(first),
      `${escapeHtml(second)}<br><a href="${address}">${address}</a>`,
      escapeHtml(third),
      escapeHtml(last),
    ]),
  };
}
