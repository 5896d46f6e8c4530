import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import type { ConversationsAnswer, Me } from '@tillside/protocol';
import { conversationId, signInRequest } from '@tillside/protocol/schema';
import { mayServe } from '../../handlers/authority.ts';
import { activityOf, findGranted, recentActivity } from '../../handlers/activity/index.ts';
import { recentConversations } from '../../handlers/floor/recent.ts';
import { ledgerOf } from '../../handlers/orders/ledger.ts';
import type { Rep, Site } from '../../ports/index.ts';
import { hostOf } from '../upgrade.ts';
import { cookieName, readCookie, writeCookie } from './cookies.ts';
import type { HttpWorld } from './env.ts';
import { takeUpload } from './files/routes.ts';
import { deletePicture, pictureLimit, putMe, putPicture } from './me/routes.ts';
import { problem } from './problem.ts';
import { drawTicket, repOf, signIn, signInMs } from './sign-in.ts';

interface Signed {
  Variables: { rep: Rep; signIn: string };
}

function consoleSite(site: Site, kind: 'dedicated' | 'shared'): Me['sites'][number] {
  return {
    id: site.id,
    name: site.name,
    accent: site.accent,
    locale: site.locales[0] ?? 'en',
    currency: site.currency,
    ...(site.url === undefined ? {} : { url: site.url }),
    offers: site.offers
      .filter((offer) => offer.isEnabled)
      .map(({ id, title, text, code }) => ({ id, title, text, ...(code === undefined ? {} : { code }) })),
    dispositions: [...site.dispositions],
    ...(site.greeting === undefined ? {} : { greeting: site.greeting }),
    kind,
  };
}

/** A shop that only gives conversations to the team: its codes are seen where an offer was put forward, and nowhere before. */
function givenSite(site: Site): Me['sites'][number] {
  const { offers, ...rest } = consoleSite(site, 'shared');
  return { ...rest, offers: offers.map(({ id, title, text }) => ({ id, title, text })), isGiven: true };
}

/** What the console asks over HTTP. Cookie, own origin and a header of its own: a foreign page can make a browser send none of the three together. */
export function consoleApi(http: HttpWorld): Hono<Signed> {
  const { world } = http;
  const app = new Hono<Signed>();
  const isSecure = () => http.publicUrl().startsWith('https:');

  const small = bodyLimit({ maxSize: 16_384, onError: (c) => problem(c, 413, 'Too large') });
  // Files are counted as they come; a picture of a rep has a limit of its own.
  app.use('*', (c, next) => (/\/(files|picture)$/.test(c.req.path) ? next() : small(c, next)));
  app.use('*', async (c, next) => {
    c.header('cache-control', 'no-store');
    if (c.req.method !== 'GET') {
      const origin = c.req.header('origin');
      const isOwn = origin === undefined || http.isConsoleHost(hostOf(origin) ?? '');
      if (c.req.header('x-tillside') !== '1' || !isOwn) {
        return problem(
          c,
          403,
          'Not from the console',
          'Requests that change something carry the header "x-tillside: 1" and come from the console\'s own origin.',
        );
      }
    }
    await next();
  });

  app.post('/sign-in', async (c) => {
    const body = signInRequest.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success) return problem(c, 422, 'E-mail and password are needed');
    const result = await signIn(world, body.data.email, body.data.password, http.addressOf(c.req.raw));
    switch (result.kind) {
      case 'slowed': {
        const seconds = Math.ceil(result.waitMs / 1000);
        c.header('retry-after', String(seconds));
        return problem(c, 429, 'Too many attempts', `Try again in ${seconds} s.`);
      }
      case 'wrong':
        return problem(c, 401, 'Sign-in failed', 'The e-mail or the password is not right.');
      default:
        c.header('set-cookie', writeCookie(cookieName(isSecure()), result.token, signInMs / 1000, isSecure()));
        return c.body(null, 204);
    }
  });

  const signed = createMiddleware<Signed>(async (c, next) => {
    const found = await repOf(world, readCookie(c.req.header('cookie'), cookieName(isSecure())));
    if (found === undefined) return problem(c, 401, 'Signed out', 'Sign in again.');
    c.set('rep', found.rep);
    c.set('signIn', found.hash);
    await next();
  });

  app.post('/sign-out', signed, async (c) => {
    await world.store.directory.revokeSignIn(c.get('signIn'));
    world.store.bus.ring(`rep/${c.get('rep').id}`);
    c.header('set-cookie', writeCookie(cookieName(isSecure()), '', 0, isSecure()));
    return c.body(null, 204);
  });

  app.post('/ticket', signed, async (c) => c.json(await drawTicket(world, c.get('rep').id, c.get('signIn'))));

  /** A rep reads the figures of the sites the own team serves; of others not even that they exist. */
  const siteOf = (rep: Rep, id: string) =>
    world
      .directory()
      .sitesOf(rep.team)
      .find((site) => site.id === id);

  /** A file for a conversation of a site that the rep's team serves. */
  app.post('/files', signed, async (c) => {
    const rep = c.get('rep');
    const conversation = c.req.query('conversation') ?? '';
    const isId = conversationId.safeParse(conversation).success;
    const record = isId ? (await world.store.conversations.view(conversation)).record : undefined;
    const isTheirs = record !== undefined && mayServe(world.directory(), rep.team, record);
    const site = isTheirs ? world.directory().site(record.site) : undefined;
    if (site === undefined) return problem(c, 404, 'Unknown conversation');
    return takeUpload(c, http, site, { conversation, by: rep.id });
  });

  app.put('/me', signed, (c) => putMe(c, http, c.get('rep')));
  const ofPicture = bodyLimit({
    maxSize: pictureLimit,
    onError: (c) => problem(c, 413, 'Too large', `At most ${pictureLimit} bytes.`),
  });
  app.put('/me/picture', ofPicture, signed, (c) => putPicture(c, http, c.get('rep')));
  app.delete('/me/picture', signed, (c) => deletePicture(c, http, c.get('rep')));

  app.get('/me', signed, async (c) => {
    const rep = c.get('rep');
    const directory = world.directory();
    const team = directory.team(rep.team);
    const floor = await world.store.floor.snapshot(rep.team);
    const answer: Me = {
      rep: {
        id: rep.id,
        name: rep.name,
        email: rep.email,
        role: rep.role,
        team: rep.team,
        teamName: team?.name ?? rep.team,
        ...(rep.picture === undefined ? {} : { picture: `/v1/reps/${rep.id}/picture?v=${rep.picture.version}` }),
        showsPicture: rep.showsPicture !== false,
        status: floor.reps.find((one) => one.rep === rep.id)?.status ?? 'offline',
      },
      sites: [
        ...directory.sitesOf(rep.team).map((site) => consoleSite(site, team?.kind ?? 'dedicated')),
        // Shops whose reps may give conversations to this team: for those it was given, and for nothing else.
        ...directory
          .sites()
          .filter(({ transferTo = [] }) => transferTo.includes(rep.team))
          .map(givenSite),
      ],
      isDemo: http.isDemo,
    };
    return c.json(answer);
  });

  app.get('/sites/:site/ledger', signed, async (c) => {
    const site = siteOf(c.get('rep'), c.req.param('site'));
    return site === undefined ? problem(c, 404, 'Unknown site') : c.json(await ledgerOf(world, site));
  });

  app.get('/sites/:site/activity', signed, async (c) => {
    const site = siteOf(c.get('rep'), c.req.param('site'));
    if (site === undefined) return problem(c, 404, 'Unknown site');
    const before = Number(c.req.query('before'));
    const from = Number.isInteger(before) && before > 0 ? before : undefined;
    return c.json(await recentActivity(world.store.journal, site.id, from));
  });

  /** Why an invitation was made that lies further back than the activity goes. `at`: about when, by the store's clock. */
  app.get('/sites/:site/invitations/:invitation', signed, async (c) => {
    const site = siteOf(c.get('rep'), c.req.param('site'));
    const at = Number(c.req.query('at'));
    const row =
      site && Number.isFinite(at)
        ? await findGranted(world.store.journal, site.id, c.req.param('invitation'), at)
        : undefined;
    return site === undefined || row === undefined
      ? problem(c, 404, 'Unknown invitation')
      : c.json(activityOf(site.id, row));
  });

  app.get('/conversations', signed, async (c) => {
    const before = Number(c.req.query('before'));
    const answer: ConversationsAnswer = await recentConversations(
      world,
      c.get('rep'),
      Number.isFinite(before) && before > 0 ? before : undefined,
    );
    return c.json(answer);
  });

  return app;
}
