import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandGroups } from '../../src/cli/commands.ts';
import { settingNames } from '../../src/config.ts';
import { help, readCommand } from '../../src/cli/tillside.ts';
import { useCli } from './run-cli.ts';

const repository = join(import.meta.dirname, '..', '..', '..', '..');
const usages = commandGroups.flat().map((command) => command.usage);

describe('the command line', () => {
  const cli = useCli();

  it.each([[[]], [['--help']], [['site', 'apply', '-h']]])(
    '[CM11] %j prints every command, and is no mistake',
    async (argv) => {
      const said = await cli.run(...argv);
      expect(said).toEqual({ code: 0, out: help, err: '' });
      for (const usage of usages) expect(said.out).toContain(`tillside ${usage}`);
    },
  );

  it('[CM11] names every setting, as the documentation does', () => {
    const page = readFileSync(join(repository, 'docs/operations.md'), 'utf8');
    const documented = [...page.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map(([, name]) => name ?? '');
    expect(documented.length).toBeGreaterThan(10);
    expect(settingNames.toSorted()).toEqual(documented.toSorted());
    for (const name of settingNames) expect(help).toMatch(new RegExp(`\\b${name}\\b`));
  });

  it.each([
    [['sites'], 'There is no command "tillside sites". Known: serve, site init,'],
    [['site'], 'There is no command "tillside site". Known: site init, site apply,'],
    [['site', 'delete', 'site_a'], 'There is no command "tillside site delete". Known: site init,'],
    [['__proto__'], 'There is no command "tillside __proto__".'],
    [['site', 'apply'], 'FILE is missing.'],
    [['site', 'apply', 'a', 'b'], '"b" is one too many.'],
    [['site', 'list', '--json'], "Unknown option '--json'."],
    [['serve', '--port', '8080'], 'PORT is a setting, not an option: it goes before the command, as PORT=…'],
    [['serve', '--data-dir=/srv'], 'DATA_DIR is a setting, not an option'],
    [['rep', 'create', '--name', 'A'], '--team is missing.'],
    [['site', 'apply', '/nowhere/a.json'], '/nowhere/a.json cannot be read: there is no such file or folder.'],
    [['site', 'apply', '/'], '/ cannot be read: it is a folder.'],
    [['playbook', 'publish', 'a/b.json'], 'a/b.json cannot be read:'],
  ])('[CM11, CM12] %j is a mistake of whoever typed it: one line, exit code 2', async (argv, expected) => {
    const said = await cli.run(...argv);
    expect(said.code).toBe(2);
    expect(said.out).toBe('');
    expect(said.err).toContain(expected);
    expect(said.err.split('\n')).toHaveLength(1);
  });

  it('[CM11] what is wrong around it is one line and exit code 1', async () => {
    const file = cli.write('file', 'not a folder');
    cli.set({ DATA_DIR: join(file, 'data') });
    const said = await cli.run('site', 'list');
    expect(said.code).toBe(1);
    expect(said.err).toMatch(
      /^The database .* cannot be opened for writing \(ENOTDIR\): .* choose another folder with DATA_DIR\..*$/,
    );
    cli.set({ PORT: 'x', LOG_LEVEL: 'y' });
    expect(await cli.run('site', 'list')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^PORT=x: .*\nLOG_LEVEL=y: /),
    });
  });

  it('[CM11] a fault of ours is not swallowed', async () => {
    await cli.ok('site', 'list');
    await cli.withStore(async ({ directory }) => {
      await directory.apply({ sites: [JSON.parse('{"id":"site_broken"}')] }, 0);
    });
    await expect(cli.run('site', 'export')).rejects.toThrow(TypeError);
  });

  it('[CM11] --demo alone starts the demo, as npm start says it', () => {
    const { command, given } = readCommand(['--demo']);
    expect(command.usage).toBe('serve [--demo] [--strict]');
    expect(given.has('demo')).toBe(true);
  });
});

describe('what the documentation tells people to type', () => {
  const pages = globSync(['*.md', 'docs/**/*.md', 'examples/**/*.md'], {
    cwd: repository,
    exclude: ['**/node_modules'],
  });
  const texts = pages.map((page) => ({ page, text: readFileSync(join(repository, page), 'utf8') }));
  const fence = /^```.*\n([\s\S]*?)^```/gm;
  const words = new Set(usages.flatMap((usage) => usage.split(' ')[0] ?? ''));

  /** Command lines, from behind "tillside" to where a shell takes over; paths and the product's name are none. */
  function typedIn(code: string): readonly (readonly string[])[] {
    // A line that ends in a backslash goes on in the next.
    const plain = code.replaceAll('\\\n', ' ').replaceAll(/\$\([^)]*\)/g, 'today');
    return [...plain.matchAll(/(?:^|[\s/])tillside ([^\n|>#&;]+)/g)]
      .map(([, line = '']) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''))
      .filter(([first = '']) => words.has(first));
  }

  it('[CM12] in blocks can be typed as it stands', () => {
    const typed = texts.flatMap(({ text }) => [...text.matchAll(fence)].flatMap(([, block = '']) => typedIn(block)));
    expect(typed.length).toBeGreaterThan(3);
    for (const argv of typed) expect(() => readCommand(argv), argv.join(' ')).not.toThrow();
  });

  it('[CM12] in sentences names commands that exist', () => {
    const inline = texts.flatMap(({ text }) => text.replace(fence, '').match(/`[^`\n]+`/g) ?? []);
    const named = inline.flatMap((code) => typedIn(code.slice(1, -1)));
    expect(named.length).toBeGreaterThan(3);
    const mistakes = named.map((argv) => {
      try {
        readCommand(argv);
        return '';
      } catch (error) {
        return String(error);
      }
    });
    expect(mistakes.filter((mistake) => mistake !== '' && !mistake.includes(' is missing. Usage: '))).toEqual([]);
  });
});
