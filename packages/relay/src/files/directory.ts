import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptFiles, StoredFile } from '../ports/index.ts';

/** An id names a file of the disk: nothing else may. */
const isId = (id: string) => /^fil_[0-9a-f]{40}$/.test(id);

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const pieceBytes = 65_536;

async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Writes and syncs; what was written is there after a loss of power. */
async function writeAll(path: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of chunks) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Opened with the first piece that is asked for, closed with the last: whoever goes away before or between leaves nothing open. */
async function* piecesOf(path: string): AsyncIterable<Uint8Array> {
  const file = await open(path, 'r');
  try {
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(pieceBytes));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** Makes a new name durable. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Files of conversations in a folder, which several nodes may share: 256 folders by the id's first two digits, in each the bytes as `ID` and
 * what is known of them as `ID.json`; as `ID.fresh` until the file is sent. `ID.part` is under way, or was when its node died;
 * `ID.fresh.gone` is on its way out.
 */
export function openFilesDirectory(root: string): KeptFiles {
  const folderOf = (id: string) => join(root, id.slice(4, 6));
  const pathOf = (id: string, suffix = '') => join(folderOf(id), id + suffix);

  async function describe(id: string, suffix: '.json' | '.fresh'): Promise<StoredFile | undefined> {
    const json = await ifThere(readFile(pathOf(id, suffix), 'utf8'));
    return json === undefined ? undefined : (JSON.parse(json) as StoredFile);
  }

  async function find(id: string): Promise<StoredFile | undefined> {
    if (!isId(id)) return undefined;
    // It may be sent between the two looks.
    return (await describe(id, '.json')) ?? (await describe(id, '.fresh')) ?? describe(id, '.json');
  }

  /** Bytes of which nothing says what they are, as a node leaves them that dies in between: nobody can fetch them, and nobody may keep them. */
  const isOrphan = async (name: string) => isId(name) && (await find(name)) === undefined;

  async function sweepFolder(folder: string, before: number): Promise<number> {
    let swept = 0;
    for (const name of (await ifThere(readdir(folder))) ?? []) {
      const path = join(folder, name);
      const changedAt = (await ifThere(stat(path)))?.mtimeMs ?? before;
      if (changedAt >= before) continue;
      if (name.endsWith('.gone') || (await isOrphan(name))) await rm(path, { force: true });
      if (!/\.(fresh|part)$/.test(name)) continue;
      // Renamed first: whoever sends it in this moment has it, or finds it gone; never half of it.
      const doomed = `${path}.gone`;
      if ((await ifThere(rename(path, doomed).then(() => true))) === undefined) continue;
      if (name.endsWith('.fresh')) {
        await rm(path.slice(0, -'.fresh'.length), { force: true });
        swept += 1;
      }
      await rm(doomed, { force: true });
    }
    return swept;
  }

  return {
    find,
    async put(id, chunks, describeFile) {
      if (!isId(id)) throw new TypeError(`${id.slice(0, 60)} names no file.`);
      await mkdir(folderOf(id), { recursive: true, mode: 0o700 });
      const part = pathOf(id, '.part');
      try {
        await writeAll(part, chunks);
        const file = await describeFile();
        await rename(part, pathOf(id));
        await writeAll(pathOf(id, '.fresh'), [Buffer.from(JSON.stringify(file))]);
        await syncFolder(folderOf(id));
        return file;
      } catch (error) {
        await Promise.all([rm(part, { force: true }), rm(pathOf(id), { force: true })]);
        throw error;
      }
    },
    async read(id) {
      if ((await find(id)) === undefined) return undefined;
      return (await ifThere(stat(pathOf(id)))) === undefined ? undefined : piecesOf(pathOf(id));
    },
    async keep(id) {
      if (!isId(id)) return undefined;
      const isNew = await ifThere(rename(pathOf(id, '.fresh'), pathOf(id, '.json')).then(() => true));
      if (isNew === true) {
        await syncFolder(folderOf(id));
        return false;
      }
      return (await describe(id, '.json')) === undefined ? undefined : true;
    },
    async letGo(id) {
      if (isId(id)) await ifThere(rename(pathOf(id, '.json'), pathOf(id, '.fresh')));
    },
    async ofConversation(conversation) {
      const found: StoredFile[] = [];
      for (const folder of (await ifThere(readdir(root))) ?? []) {
        if (!/^[0-9a-f]{2}$/.test(folder)) continue;
        for (const name of (await ifThere(readdir(join(root, folder)))) ?? []) {
          const [, id] = /^(.*)\.(?:json|fresh)$/.exec(name) ?? [];
          const file = id === undefined ? undefined : await find(id);
          if (file?.conversation === conversation) found.push(file);
        }
      }
      return found;
    },
    async remove(id) {
      if (!isId(id)) return;
      // The bytes first: what is left of a removal that was cut off is found again by what is known of the file.
      for (const suffix of ['', '.fresh', '.json']) await rm(pathOf(id, suffix), { force: true });
      await ifThere(syncFolder(folderOf(id)));
    },
    async sweep(olderThanMs) {
      const before = Date.now() - olderThanMs;
      let swept = 0;
      for (const name of (await ifThere(readdir(root))) ?? []) {
        if (/^[0-9a-f]{2}$/.test(name)) swept += await sweepFolder(join(root, name), before);
      }
      return swept;
    },
  };
}
