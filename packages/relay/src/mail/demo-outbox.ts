import { createHash } from 'node:crypto';
import { escapeHtml } from '../core/letters.ts';
import type { Letter, MailPort } from '../ports/index.ts';

/** Letters shown; the demo forgets the others. */
const shown = 50;

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:44rem;margin:0 auto;padding:2rem 1rem}
article{border-top:1px solid;padding:1rem 0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
h2{font-size:1rem;margin:0}
small{opacity:.75}`;

const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'`;

interface Kept extends Letter {
  readonly at: number;
}

function articleOf({ at, to, fromName, subject, text }: Kept): string {
  const words = escapeHtml(text).replaceAll(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`);
  const head = `From ${escapeHtml(fromName)} to ${escapeHtml(to)}, ${new Date(at).toISOString()}`;
  return `<article><h2>${escapeHtml(subject)}</h2><small>${head}</small><pre>${words}</pre></article>`;
}

/** Mail that goes nowhere: the demo shows at `/mail/` what would have left. In memory, until the process ends. */
export function createDemoOutbox(now: () => number): {
  readonly mail: MailPort;
  readonly page: (request: Request) => Response | undefined;
} {
  const letters: Kept[] = [];
  return {
    mail: {
      async send(letter) {
        // As in a mailbox: one letter of an id.
        if (letters.some(({ messageId }) => messageId === letter.messageId)) return;
        letters.unshift({ ...letter, at: now() });
        letters.splice(shown);
      },
    },
    page(request) {
      const { pathname } = new URL(request.url);
      if (pathname !== '/mail' && pathname !== '/mail/') return undefined;
      const list =
        letters.length === 0
          ? '<p>Nothing was mailed since the demo was started.</p>'
          : letters.map(articleOf).join('\n');
      const html = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Mail of the demo</title><style>${style}</style>
<h1>Mail of the demo</h1>
<p>What the relay would have mailed. Nothing leaves this machine.</p>
${list}
</html>`;
      return new Response(html, {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': policy,
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
        },
      });
    },
  };
}
