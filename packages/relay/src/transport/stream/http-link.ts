import type { IncomingMessage, ServerResponse } from 'node:http';
import { limits } from '@tillside/protocol';
import { conversationOf } from '../../core/ids.ts';
import { createKeyedBuckets } from '../../core/token-bucket.ts';
import type { VisitorParty, World } from '../../handlers/types.ts';
import type { Site } from '../../ports/index.ts';
import type { Role } from '../role.ts';
import type { Credentials } from '../credentials.ts';
import { identifyVisitor, notValid, provedVisitor } from '../identify-visitor.ts';
import { scanJson } from '../scan-json.ts';
import type { Wire } from '../wire.ts';
import { originOf } from '../upgrade.ts';
import { readBody } from './read-body.ts';
import { servePost } from './serve-post.ts';
import { createStanding } from './standing.ts';
import { createStreamWire } from './stream-wire.ts';

export interface HttpLinkOptions {
  readonly world: World;
  readonly credentials: Credentials;
  readonly framesPerSecond: number;
  readonly framesBurst: number;
  /** The site this request may speak to, or why it may not. */
  readonly admit: (
    request: IncomingMessage,
    site: string,
  ) => Site | { readonly status: 403 | 404; readonly detail: string };
  /** Takes one of the address's connections: 0, or the milliseconds to wait. */
  readonly takeConnect: (request: IncomingMessage) => number;
  readonly roleOf: (request: IncomingMessage, site: Site) => Role<VisitorParty>;
  /** Serves what a stream carries, as it would a socket. */
  readonly keep: (wire: Wire, role: Role<VisitorParty>) => void;
  readonly isDraining: () => boolean;
  readonly onFault: (error: unknown) => void;
}

interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly site: Site;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
}

const paths: ReadonlySet<string> = new Set(['/v1/stream', '/v1/frames']);
const scheme = 'Visitor ';

/** `no-transform`: a proxy that compresses an answer waits for its end. */
const fixed = { 'cache-control': 'no-store, no-transform', 'x-content-type-options': 'nosniff', vary: 'origin' };

function corsOf(request: IncomingMessage): Readonly<Record<string, string>> {
  const origin = originOf(request);
  return {
    ...fixed,
    'cross-origin-resource-policy': 'cross-origin',
    ...(origin === undefined ? {} : { 'access-control-allow-origin': origin }),
  };
}

function tokenOf(request: IncomingMessage): string | undefined {
  const header = request.headers.authorization;
  return header?.startsWith(scheme) === true ? header.slice(scheme.length) : undefined;
}

/** The credential stands in a header, where no log of bodies finds it; `hello` has it as over a socket. */
function withCredential(text: string, token: string | undefined): string {
  if (token === undefined || scanJson(text) !== undefined) return text;
  try {
    return JSON.stringify({ ...(JSON.parse(text) as object), credential: token });
  } catch {
    return text;
  }
}

/**
 * The link over plain HTTP, where a proxy breaks WebSockets: `POST /v1/stream` begins with `hello` and is answered by frames for as long
 * as it stands; `POST /v1/frames` takes frames and answers them. Neither needs to come to the other's node.
 *
 * @returns true where the request was one of these
 */
export function createHttpLink(options: HttpLinkOptions) {
  const { world, credentials, framesPerSecond, framesBurst, onFault } = options;
  const frames = createKeyedBuckets(framesPerSecond, framesBurst);
  /** Streams and POSTs of one visitor: a batch of frames is one of them, and so is each poll. */
  const requests = createKeyedBuckets(2 * framesPerSecond, 2 * framesBurst);
  const streams = createStanding();
  let count = 0;

  function answer(
    { response, headers }: Pick<Call, 'response' | 'headers'>,
    status: number,
    detail: string,
    more: object = {},
  ): void {
    response.writeHead(status, { ...headers, ...more, 'content-type': 'application/problem+json' });
    response.end(JSON.stringify({ type: 'about:blank', title: detail, status }));
  }

  const tooMany = (call: Call, waitMs: number): void =>
    answer(call, 429, 'too many connections', { 'retry-after': String(Math.ceil(waitMs / 1000)) });

  async function stream(call: Call): Promise<void> {
    const { request, response, site, query, headers } = call;
    if (options.isDraining()) return answer(call, 503, 'stopping', { 'retry-after': '1' });
    const token = tokenOf(request);
    const visitor = token === undefined ? undefined : provedVisitor(token, site.id, credentials, world)?.visitor;
    const mark = query.get('after')?.slice(0, 64);
    const after = visitor === undefined ? undefined : mark;
    // What follows a stream is no new connection; who it is of is proved by the credential.
    const waitMs =
      after === undefined || visitor === undefined ? options.takeConnect(request) : requests.take(visitor, world.now());
    if (waitMs > 0) return tooMany(call, waitMs);
    const body = await readBody(request, limits.visitorFrameBytes, limits.helloWithinMs);
    if (body === undefined) return answer(call, 413, `hello holds at most ${limits.visitorFrameBytes} bytes`);
    const isPoll = query.get('mode') === 'poll';
    const { wire, hello } = createStreamWire(response, { after, isPoll, headers });
    if (visitor !== undefined) streams.add(visitor, wire, response);
    options.keep(wire, options.roleOf(request, site));
    return hello(withCredential(body, token));
  }

  async function post(call: Call): Promise<void> {
    const { request, response, site, headers } = call;
    const token = tokenOf(request) ?? '';
    const write = (lines: readonly object[]): void => {
      response.writeHead(200, { ...headers, 'content-type': 'application/x-ndjson' });
      response.end(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    };
    // Nobody's body is read, and the store asked nothing, before the sender is known and within bounds.
    const visitor = provedVisitor(token, site.id, credentials, world)?.visitor;
    if (visitor === undefined) return write([{ type: 'closed', code: 4101, reason: notValid }]);
    const waitMs = requests.take(visitor, world.now());
    if (waitMs > 0) return tooMany(call, waitMs);
    const body = await readBody(request, limits.postBytes, limits.helloWithinMs);
    if (body === undefined) return answer(call, 413, `a POST holds at most ${limits.postBytes} bytes`);
    const identified = await identifyVisitor(token, site.id, credentials, world);
    if (identified.kind === 'refused') {
      const { code, reason } = identified;
      return write([{ type: 'closed', code, reason }]);
    }
    count += 1;
    const { handle } = options.roleOf(request, site);
    return write(
      await servePost(body, {
        site: site.id,
        visitor,
        conversation: conversationOf(visitor),
        id: `${world.node}/post/${count}`,
        patience: framesBurst,
        take: (rank) => frames.take(visitor, world.now(), rank),
        handle,
        onFault,
      }),
    );
  }

  function preflight(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(204, {
      ...corsOf(request),
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '7200',
    });
    response.end();
  }

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const url = URL.parse(request.url ?? '/', 'http://relay');
    if (url === null || !paths.has(url.pathname)) return false;
    const headers = corsOf(request);
    request.on('error', () => response.destroy());
    if (request.method === 'OPTIONS') preflight(request, response);
    else if (request.method !== 'POST') answer({ response, headers }, 405, 'POST only', { allow: 'POST' });
    else {
      const site = options.admit(request, url.searchParams.get('site') ?? '');
      if ('status' in site) answer({ response, headers }, site.status, site.detail);
      else {
        const call: Call = { request, response, site, query: url.searchParams, headers };
        (url.pathname === '/v1/stream' ? stream(call) : post(call)).catch((error: unknown) => {
          onFault(error);
          if (response.headersSent) response.destroy();
          else answer(call, 503, 'the relay could not answer', { 'retry-after': '1' });
        });
      }
    }
    return true;
  };
}
