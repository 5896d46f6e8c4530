import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Rep } from '../../../ports/index.ts';
import { changeDirectory } from '../../../site-file/change-directory.ts';
import { line } from '../../../site-file/primitives.ts';
import type { HttpWorld } from '../env.ts';
import { barePicture } from '../files/bare-picture.ts';
import { dimensionsOf } from '../files/dimensions.ts';
import { kindOf } from '../files/kind.ts';
import { problem } from '../problem.ts';

/** It is sent to every visitor who is invited: small, or it would weigh on the shop. */
const mostBytes = 65_536;
const mostPixels = 1_024;
const types: readonly string[] = ['image/png', 'image/jpeg', 'image/webp'];

const myself = z.strictObject({ name: line.optional(), showsPicture: z.boolean().optional() });

/** Changes what stands of this rep, and nothing that was changed meanwhile. */
async function changeRep({ world }: HttpWorld, id: string, change: (rep: Rep) => Rep): Promise<void> {
  await changeDirectory(world.store.directory, ({ reps }) => {
    const rep = reps.find((one) => one.id === id);
    return rep === undefined ? undefined : { reps: [change(rep)] };
  });
}

/** `PUT /v1/console/me`: the name the rep works under, and whether visitors see the picture. */
export async function putMe(c: Context, http: HttpWorld, rep: Rep): Promise<Response> {
  const body = myself.safeParse(await c.req.json().catch(() => undefined));
  if (!body.success) return problem(c, 422, 'Not understood', 'A "name" of one line, "showsPicture" true or false.');
  const { name, showsPicture } = body.data;
  await changeRep(http, rep.id, (one) => ({
    ...one,
    ...(name === undefined ? {} : { name }),
    ...(showsPicture === undefined ? {} : { showsPicture }),
  }));
  return c.body(null, 204);
}

/** `PUT /v1/console/me/picture`: the rep's own picture, by the rep alone; no shop, playbook or colleague can set one. */
export async function putPicture(c: Context, http: HttpWorld, rep: Rep): Promise<Response> {
  const sent = new Uint8Array(await c.req.arrayBuffer());
  const type = await kindOf(sent, undefined, false);
  // Every visitor gets it: where and when it was taken is nobody's business.
  const bytes = type === undefined || !types.includes(type) ? undefined : barePicture(type, sent);
  if (type === undefined || bytes === undefined)
    return problem(c, 415, 'Not a picture', 'A PNG, JPEG or WebP, by its bytes.');
  const size = dimensionsOf(type, bytes);
  if (size === undefined || size.width > mostPixels || size.height > mostPixels)
    return problem(
      c,
      422,
      'Not a picture of a person',
      `At most ${mostPixels} x ${mostPixels} pixels; 256 x 256 is plenty.`,
    );
  const base64 = Buffer.from(bytes).toString('base64');
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  await changeRep(http, rep.id, (one) => ({ ...one, picture: { type, base64, version } }));
  return c.body(null, 204);
}

export async function deletePicture(c: Context, http: HttpWorld, rep: Rep): Promise<Response> {
  await changeRep(http, rep.id, (standing) => {
    const { picture: _picture, ...one } = standing;
    return one;
  });
  return c.body(null, 204);
}

export const pictureLimit = mostBytes;
