import { escapeHtml } from '../../../core/letters.ts';
import type { Site, Team } from '../../../ports/index.ts';

export interface HelpPage {
  readonly site: Site;
  /** Who answers first. */
  readonly team: Team | undefined;
  /** Addresses carry it, so that a browser never shows an old look. */
  readonly version: string;
}

function whoAnswers({ name }: Site, team: Team | undefined): string {
  if (team === undefined) return `Ask ${name} anything: a person answers.`;
  return team.kind === 'shared'
    ? `A person answers: ${team.name}, who works for ${name}.`
    : `A person from ${name} answers.`;
}

/**
 * A site's service page: where links lead that open the chat on a page with the script, and where mailed links lead. It says what to do
 * without any script; with it the widget is here.
 */
export function helpPage({ site, team, version }: HelpPage): string {
  const name = escapeHtml(site.name);
  const back = site.url === undefined ? '' : `<a href="${escapeHtml(site.url)}">Back to the shop</a>`;
  const privacy =
    site.privacyUrl === undefined
      ? ''
      : ` <a href="${escapeHtml(site.privacyUrl)}" rel="noopener">How ${name} handles your data</a>.`;
  const reachable =
    site.url === undefined
      ? ''
      : ` Or <a href="${escapeHtml(site.url)}">visit ${name}</a> and look for the contact page.`;
  return `<!doctype html>
<html lang="en" data-site="${escapeHtml(site.id)}" data-relay="">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Help from ${name}</title>
<link rel="icon" href="/help/${site.id}/icon.svg?v=${version}">
<link rel="stylesheet" href="/help/${site.id}/style.css?v=${version}">
<script defer src="/help/${site.id}/help.js?v=${version}"></script>
<script async id="widget" src="/v1/loader.js" data-site="${escapeHtml(site.id)}" data-launcher="false"></script>
</head>
<body>
<header>
<div class="bar"><span>${name}</span>${back}</div>
<h1>How can we help?</h1>
<p>${escapeHtml(whoAnswers(site, team))}</p>
</header>
<main>
<section id="thread" hidden>
<div id="thread-ask">
<h2>Your conversation is here</h2>
<p>You came by the link in our mail. It opens your conversation once, in this browser.</p>
<div class="ways"><button class="way first" type="button" id="thread-open">Open my conversation</button></div>
</div>
<div id="thread-used" role="alert" hidden>
<h2>This link was opened before, or is too old</h2>
<p>A link opens a conversation once. If it was you, look in the browser in which you opened it; otherwise write to us anew below.</p>
</div>
<p id="thread-failed" role="alert" hidden>That did not work. Check your connection and press the button again.</p>
</section>
<section>
<h2>Talk to us</h2>
<p class="there now">Somebody is here now.</p>
<p class="there soon">Everybody is busy just now; you wait in line, or leave a message.</p>
<p class="there none">Nobody is here just now. Leave a message, and we answer as soon as we are back.</p>
<noscript><p>The chat needs JavaScript, which is switched off in this browser. Switch it on and load this page again.${reachable}</p></noscript>
<p id="blocked" role="alert" hidden>The chat could not be loaded. Check your connection, or what blocks scripts in this browser, and load this page again.</p>
<div class="ways talk">
<button class="way first" type="button" data-tillside-open>Chat with us</button>
<button class="way" type="button" data-tillside-open="message">Leave a message</button>
</div>
</section>
<section>
<h2>Find an earlier conversation</h2>
<p>If you talked to us in this browser, your conversation opens with the chat.</p>
<p>In another browser, follow the link in the mail that told you of our answer.</p>
</section>
</main>
<footer><p>Conversations are kept for ${site.keepDays ?? 180} days and may be read by colleagues.${privacy}</p></footer>
</body>
</html>
`;
}
