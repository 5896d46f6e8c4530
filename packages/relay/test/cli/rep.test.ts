import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Rep } from '../../src/ports/index.ts';
import { verifyPassword } from '../../src/transport/passwords.ts';
import { siteInput } from '../site-file/build.ts';
import { useCli } from './run-cli.ts';

const ada = ['--team', 'team_shop', '--name', 'Ada Lovelace', '--email', 'ada@shop.example'];
const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>';
const shown = /Password \(shown once\): (\S+)/;

describe('tillside rep', () => {
  const cli = useCli();
  beforeEach(() => cli.ok('site', 'apply', cli.write('site.json', siteInput())));

  const create = (...more: readonly string[]) => cli.run('rep', 'create', ...ada, ...more);
  const rep = async (): Promise<Rep> => {
    const [found] = (await cli.directory()).reps;
    if (found === undefined) throw new Error('there is no rep');
    return found;
  };
  const matches = async (password: string) => verifyPassword(password, (await rep()).passwordHash);

  it('[CM17] create makes a rep of a team, and a password that is shown once and kept as a hash', async () => {
    const { code, out } = await create();
    expect(code).toBe(0);
    expect(out).toMatch(/^rep_[0-9a-f]{16} {2}Ada Lovelace <ada@shop\.example>, rep in team_shop\n/);
    const password = shown.exec(out)?.[1] ?? '';
    expect(password).toMatch(/^([a-z0-9]{4}-){3}[a-z0-9]{4}$/);
    expect(await rep()).toMatchObject({ team: 'team_shop', name: 'Ada Lovelace', role: 'rep', isDisabled: false });
    expect(JSON.stringify(await rep())).not.toContain(password);
    expect(await matches(password)).toBe(true);
    expect(await cli.ok('rep', 'list')).toBe(out.split('\n')[0]);
  });

  it('[CM17] create takes role, password and picture', async () => {
    const picture = cli.write('ada.svg', svg);
    const { out } = await create('--role', 'supervisor', '--password', 'correct horse', '--picture', picture);
    expect(out).not.toContain('correct horse');
    expect(await matches('correct horse')).toBe(true);
    expect(await rep()).toMatchObject({
      role: 'supervisor',
      picture: {
        type: 'image/svg+xml',
        base64: Buffer.from(svg).toString('base64'),
        version: expect.stringMatching(/^[0-9a-f]{12}$/),
      },
    });
  });

  it.each([
    [['--role', 'boss'], '--role is rep, supervisor, admin; not boss.'],
    [['--team', 'team_gone'], 'There is no team team_gone. Known: team_shop.'],
    [['--email', 'ada'], '--email "ada" is no e-mail address.'],
    [['--email', 'a@b\u001b[2J'], String.raw`--email "a@b\u001b[2J" is no e-mail address.`],
    [['--name', ' '], '--name is what visitors read'],
    [['--name', 'Ada\nEve'], '--name is what visitors read'],
    [['--password', 'short'], '--password needs 10 to 1000 characters'],
    [['--password', 'tillside-demo'], "the demo's password"],
    [['--picture', 'nowhere.png'], 'nowhere.png cannot be read'],
  ])('[CM17] create with %j makes nobody', async (more, expected) => {
    const said = await create(...more);
    expect(said).toMatchObject({ code: 2, out: '' });
    expect(said.err).toContain(expected);
    expect((await cli.directory()).reps).toEqual([]);
  });

  it('[CM17] create knows an e-mail address again, whatever its capitals', async () => {
    await create();
    const again = await cli.run('rep', 'create', '--team', 'team_shop', '--name', 'Eve', '--email', 'ADA@Shop.example');
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('belongs to a rep already') });
    expect((await cli.directory()).reps).toHaveLength(1);
  });

  it('[CM17] create says where teams come from when there is none', async () => {
    cli.set({ DATA_DIR: cli.path('empty') });
    expect((await create()).err).toBe(
      'There is no team team_shop. Teams come with a site: "tillside site init" makes one.',
    );
  });

  /** Signs the rep in, and says whether that still counts after `use`. */
  const isSignedInAfter = async (use: () => Promise<unknown>): Promise<boolean> => {
    const { id } = await rep();
    await cli.withStore(({ directory }) =>
      directory.putSignIn('hash', { rep: id, at: Date.now(), expiresAt: Date.now() + 60_000 }),
    );
    await use();
    return (await cli.withStore(({ directory }) => directory.signIn('hash'))) !== undefined;
  };

  it('[CM18] reset sets a new password and ends every sign-in', async () => {
    await create('--password', 'correct horse');
    let out = '';
    expect(await isSignedInAfter(async () => (out = await cli.ok('rep', 'reset', 'ADA@shop.example')))).toBe(false);
    expect(await matches('correct horse')).toBe(false);
    expect(await matches(shown.exec(out)?.[1] ?? '')).toBe(true);
    expect(out).toContain('ada@shop.example is signed out everywhere.');
    expect(await cli.ok('rep', 'reset', (await rep()).id, '--password', 'battery staple')).not.toMatch(shown);
    expect(await matches('battery staple')).toBe(true);
  });

  it('[CM18] disable ends every sign-in, and reset is the way back', async () => {
    await create();
    expect(await isSignedInAfter(() => cli.ok('rep', 'disable', 'ada@shop.example'))).toBe(false);
    expect((await rep()).isDisabled).toBe(true);
    expect(await cli.ok('rep', 'list')).toMatch(/, disabled$/);
    expect(await cli.ok('rep', 'reset', 'ada@shop.example')).toContain('was disabled and can sign in again');
    expect((await rep()).isDisabled).toBe(false);
  });

  it('[CM19] picture changes the picture and nothing else; nobody is signed out', async () => {
    await create();
    const before = await rep();
    expect(await isSignedInAfter(() => cli.ok('rep', 'picture', 'ada@shop.example', cli.write('a.svg', svg)))).toBe(
      true,
    );
    const { picture, ...rest } = await rep();
    expect(rest).toEqual(before);
    expect(picture?.type).toBe('image/svg+xml');
  });

  it.each([
    ['a.gif', 'GIF89a', 'a picture is an .svg, .png, .jpg or .webp file'],
    ['a.png', '<html>', 'is called .png but does not begin like one'],
    ['a.svg', '<html>', 'is called .svg but does not begin like one'],
    ['a.svg', `${svg}${' '.repeat(65_536)}`, 'bytes; at most 65536'],
  ])('[CM19] %s is refused where it is no small picture', async (name, content, expected) => {
    await create();
    const said = await cli.run('rep', 'picture', 'ada@shop.example', cli.write(name, content));
    expect(said).toMatchObject({ code: 2, err: expect.stringContaining(expected) });
    expect((await rep()).picture).toBeUndefined();
  });

  it('[CM19] the demo’s own pictures fit', async () => {
    await create();
    const people = join(import.meta.dirname, '..', '..', '..', '..', 'examples', 'demo-shop', 'people');
    const path = join(people, 'mara.svg');
    await cli.ok('rep', 'picture', 'ada@shop.example', path);
    expect((await rep()).picture?.base64).toBe(readFileSync(path).toString('base64'));
  });

  it.each([['reset'], ['disable']])('[CM18] %s of somebody unknown is a mistake', async (what) => {
    const said = await cli.run('rep', what, 'eve@shop.example');
    expect(said).toMatchObject({ code: 2, err: 'There is no rep eve@shop.example. "tillside rep list" names them.' });
    expect(await cli.ok('rep', 'list')).toContain('There is no rep yet');
  });
});
