import type { z } from 'zod';
import * as http from '../http.ts';
import { rowsOf } from './describe.ts';
import { heading, paragraphs, table } from './markdown.ts';

interface Endpoint {
  readonly call: string;
  readonly about: string;
  readonly asks?: z.ZodObject;
  readonly answers?: z.ZodObject;
}

const endpoints: readonly Endpoint[] = [
  {
    call: 'GET /v1/sites/SITE/boot',
    about:
      'The same for everybody, cacheable for seconds, readable from any origin. 404 unknown site, 403 disabled site or an `Origin` that is not the site’s. `rollout` is a candidate for `percent` of the visitors: a client takes it instead of `playbook` where the hash of `VISITOR/rollout/VERSION` lies below `percent` / 100. That hash is FNV-1a of 32 bits over UTF-16 code units, MurmurHash3’s finaliser after it, divided by 2^32; `VISITOR` is the visitor’s id, or before there is one any text that stays the same for the visit. `needs` says what that playbook asks of a page beyond what every page has, so that it can be fetched along with the playbook: `extras`, the engine’s, for whatever lasts or comes in an order, local times, arms and the like; `facts`, signals and facts that take looking after; `watch`, the sensors of pointer, keys and scrolling, which tell the facts. A playbook whose `extras` cannot be had is none. A client that has both anyway ignores it.',
    answers: http.boot,
  },
  {
    call: 'GET /v1/sites/SITE/playbook/VERSION.json',
    about:
      'A published playbook, at the address that `boot` says. Immutable: what it holds is everything that browsers learn of the rules.',
  },
  { call: 'GET /v1/reps/REP/picture', about: 'A rep’s public picture.' },
  {
    call: 'POST /v1/files?site=SITE',
    about:
      'A file of a visitor: its bytes are the body, `x-file-name` its name as `encodeURIComponent` writes it, `Authorization: Visitor` and the credential say whose it is. What `boot` says of `files` holds; the kind is told by the bytes. `file.send` names it then; what is not sent within a day is removed. 401 not a visitor of this site, 403 wrong origin or no files here, 413 too large, 415 a kind that is not taken, 429 more than twenty an hour (`Retry-After`).',
    answers: http.uploaded,
  },
  {
    call: 'GET /v1/files/FILE',
    about:
      'A file of a conversation, for whoever knows its id. Pictures are shown in place, everything else is saved; sandboxed, and kept by browsers alone.',
  },
  {
    call: 'POST /v1/orders',
    about:
      'The shop’s server confirms an order, with `Authorization: Bearer` and the site’s secret key. Tell it as often as you like: the same transaction is one order. 401 unknown key, 422 with every mistake.',
    asks: http.orderRequest,
  },
  {
    call: 'POST /v1/console/sign-in',
    about: '204 and the cookie. 401 wrong, 422 incomplete, 429 slowed (`Retry-After`).',
    asks: http.signInRequest,
  },
  { call: 'POST /v1/console/sign-out', about: '204. All sockets of this sign-in close with 4509.' },
  { call: 'POST /v1/console/ticket', about: 'A ticket for one socket. 401 signed out.', answers: http.ticketAnswer },
  { call: 'GET /v1/console/me', about: 'Who is signed in, and the sites to answer for.', answers: http.me },
  {
    call: 'PUT /v1/console/me',
    about:
      'The name the rep works under (`name`), and whether visitors see the picture (`showsPicture`); what is left out stays. 204, or 422.',
  },
  {
    call: 'PUT /v1/console/me/picture',
    about:
      'The rep’s own picture: its bytes are the body, PNG, JPEG or WebP, at most 65,536 bytes and 1,024 pixels a side. 204, 413, 415 or 422. `DELETE` removes it.',
  },
  {
    call: 'POST /v1/console/files?conversation=CNV',
    about:
      'A file of a rep for a conversation, otherwise as `POST /v1/files`. 404 no such conversation of the team’s sites.',
    answers: http.uploaded,
  },
  {
    call: 'GET /v1/console/conversations?before=MS',
    about: 'The team’s conversations, the latest first; `next` is the `before` of the next page.',
    answers: http.conversationsAnswer,
  },
  {
    call: 'GET /v1/console/sites/SITE/activity?before=N',
    about: 'The site’s journal, newest first; `next` is the `before` of the next page.',
    answers: http.activityAnswer,
  },
  { call: 'GET /v1/console/sites/SITE/ledger', about: 'The site’s ledger.', answers: http.ledgerAnswer },
  {
    call: 'GET /help/SITE',
    about:
      'The site’s service page, for people. With `#thread=TOKEN`, as a mailed link has it, it offers to open that conversation: the press of its button uses the token up, and shows nothing before. Behind the `#` no log of relay or proxy and no `Referer` gets it.',
  },
  { call: 'GET /livez', about: '200 while the process runs.' },
  { call: 'GET /readyz', about: '200 while the store answers and the relay takes connections, else 503.' },
];

function fields(title: string, shape: z.ZodObject | undefined): string[] {
  if (!shape) return [];
  const rows = rowsOf(shape).map(({ path, type, isOptional }) => [
    `\`${path}\``,
    isOptional ? `${type}; optional` : type,
  ]);
  return [table([title, 'type'], rows)];
}

export const renderHttp = (): string =>
  paragraphs(
    heading(2, 'HTTP'),
    'Bodies are JSON. Everything below `/v1/console/` needs the sign-in cookie and the relay’s own host, and all but GET the header `x-tillside: 1`.',
    'What goes wrong is answered as a problem (RFC 9457, `application/problem+json`); `detail` says what to do:',
    ...fields('problem', http.problem),
    ...endpoints.map(({ call, about, asks, answers }) =>
      paragraphs(heading(3, `\`${call}\``), about, ...fields('request', asks), ...fields('answer', answers)),
    ),
  );
