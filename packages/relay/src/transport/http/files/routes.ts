import { Hono } from 'hono';
import type { Context } from 'hono';
import { limits } from '@tillside/protocol';
import { createKeyedBuckets } from '../../../core/token-bucket.ts';
import { conversationOf } from '../../../core/ids.ts';
import { filesOf } from '../../../core/site-files.ts';
import { sentFileOf } from '../../../handlers/files.ts';
import type { Site, StoredFile } from '../../../ports/index.ts';
import { identifyVisitor } from '../../identify-visitor.ts';
import { hostOf, isAllowedOrigin } from '../../upgrade.ts';
import type { HttpWorld } from '../env.ts';
import { problem } from '../problem.ts';
import { receive, UnsuitableFileError } from './receive.ts';

const hourMs = 3_600_000;
/** An office or a mobile carrier shares one address: it may send as many files as so many visitors. */
const visitorsOfAddress = 6;

/** Takes a body for `owner`, whoever that is, and answers with what a `file.send` may name. */
export async function takeUpload(
  c: Context,
  { world }: HttpWorld,
  site: Site,
  owner: Pick<StoredFile, 'conversation' | 'by'>,
): Promise<Response> {
  const allowed = filesOf(site);
  const body = c.req.raw.body;
  if (world.files === undefined) return problem(c, 403, 'No files', 'This relay keeps no files: set FILES_DIR.');
  if (allowed === undefined) return problem(c, 403, 'No files', 'The site takes no files.');
  if (body === null) return problem(c, 422, 'The file is empty', 'Its bytes are the body of the request.');
  const length = Number(c.req.header('content-length') ?? 0);
  if (length > allowed.bytes) return problem(c, 413, 'Too large', `A file has at most ${allowed.bytes} bytes here.`);
  try {
    const said = { type: c.req.header('content-type'), name: c.req.header('x-file-name') };
    const file = await receive(world.files, allowed, body, said, { site: site.id, ...owner });
    return c.json(sentFileOf(file), 201, { 'cache-control': 'no-store' });
  } catch (error) {
    if (error instanceof UnsuitableFileError) return problem(c, error.status, 'Not a file for here', error.message);
    if (c.req.raw.signal.aborted) return problem(c, 400, 'Cut off', 'The body ended before the file did.');
    throw error;
  }
}

/** `inline` for pictures, which the conversation shows; everything else is saved, never opened on the relay's own address. */
function dispositionOf({ type, name }: StoredFile): string {
  const way = type.startsWith('image/') ? 'inline' : 'attachment';
  const ascii = name.replaceAll(/[^\w .()-]/g, '_');
  return `${way}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`;
}

function readable(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  return ReadableStream.from(chunks);
}

/** Files of conversations: sent by visitors from the shop's pages, fetched by whoever knows the id. */
export function fileRoutes(http: HttpWorld): Hono {
  const { world } = http;
  const app = new Hono();
  const perSecond = limits.filesPerHour / (hourMs / 1000);
  const uploads = createKeyedBuckets(perSecond, limits.filesPerHour);
  // A new visitor costs nothing, so that an address fills the disk unless it has a limit of its own.
  const ofAddress = createKeyedBuckets(visitorsOfAddress * perSecond, visitorsOfAddress * limits.filesPerHour);

  const corsOf = (c: Context) => {
    const origin = c.req.header('origin');
    return origin === undefined ? {} : { 'access-control-allow-origin': origin, vary: 'origin' };
  };

  app.options('/files', (c) =>
    c.body(null, 204, {
      ...corsOf(c),
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type, x-file-name',
      'access-control-max-age': '7200',
    }),
  );

  app.post('/files', async (c) => {
    for (const [name, value] of Object.entries(corsOf(c))) c.header(name, value);
    const site = world.directory().site(c.req.query('site') ?? '');
    if (site === undefined || !site.isEnabled) return problem(c, 404, 'Unknown site');
    const origin = c.req.header('origin');
    // The relay's own address has the site's service page.
    const isOwn = origin !== undefined && http.isConsoleHost(hostOf(origin) ?? '');
    if (!isOwn && !isAllowedOrigin(origin, site)) {
      return problem(c, 403, 'Wrong origin', `${site.id} does not list the origin ${origin ?? '(none)'}.`);
    }
    const token = /^Visitor (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    const who = await identifyVisitor(token ?? '', site.id, http.credentials, world);
    if (who.kind === 'refused') return problem(c, 401, 'Not a visitor of this site', who.reason);
    const { visitor } = who.credential;
    const now = world.now();
    const waitMs = uploads.take(visitor, now) || ofAddress.take(http.addressOf(c.req.raw), now);
    if (waitMs > 0) {
      c.header('retry-after', String(Math.ceil(waitMs / 1000)));
      return problem(c, 429, 'Too many files', `At most ${limits.filesPerHour} an hour.`);
    }
    return takeUpload(c, http, site, { conversation: conversationOf(visitor), by: visitor });
  });

  app.get('/files/:file', async (c) => {
    const id = c.req.param('file');
    const file = await world.files?.find(id);
    // Who asks for the head alone never reads the bytes: a file opened for it would stay open.
    const isHead = c.req.method === 'HEAD';
    const chunks = file === undefined || isHead ? undefined : await world.files?.read(id);
    if (file === undefined || (chunks === undefined && !isHead)) return problem(c, 404, 'No such file');
    const headers = {
      'content-type': file.type === 'text/plain' ? 'text/plain; charset=utf-8' : file.type,
      'content-length': String(file.bytes),
      'content-disposition': dispositionOf(file),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'private, max-age=31536000, immutable',
      'referrer-policy': 'no-referrer',
    };
    return chunks === undefined ? c.body(null, 200, headers) : c.body(readable(chunks), 200, headers);
  });
  return app;
}
