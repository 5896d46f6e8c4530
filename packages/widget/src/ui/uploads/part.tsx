/** @jsxImportSource ../part */
import type { FileType } from '@tillside/protocol';
import { sayBytes } from '../part/bytes.ts';
import { setKit } from '../part/kit.ts';
import type { Kit } from '../part/kit.ts';
import type { Ctx } from '../context.ts';
import { Tray } from './tray.tsx';
import type { Uploads, Waiting } from './types.ts';
import { upload } from './upload.ts';
import css from './uploads.css?inline';

/** Resolves with the visitor's credential, which a new visitor gets with the first welcome. */
const credentialOf = (ctx: Ctx): Promise<string> =>
  new Promise((resolve) => {
    const look = (): void => {
      const credential = ctx._credential();
      if (!credential) return;
      stop();
      resolve(credential);
    };
    const stop = ctx._chat._watch(look);
    ctx._begin();
    look();
  });

export function createPart(kit: Kit): Uploads {
  setKit(kit);
  let files: readonly Waiting[] = [];
  let problem = '';
  let count = 0;

  const change = (ctx: Ctx, key: number, by: Partial<Waiting> | undefined): void => {
    files = files.flatMap((it) => (it._key !== key ? [it] : by ? [{ ...it, ...by }] : []));
    ctx._draw();
  };

  const sendOne = async (ctx: Ctx, { _key, _file }: Waiting): Promise<void> => {
    change(ctx, _key, { _state: 'sending', _share: 0 });
    try {
      const file = await upload({
        file: _file,
        url: `${ctx._relayUrl}/v1/files?site=${ctx._boot.site}`,
        credential: await credentialOf(ctx),
        onProgress: (_share) => change(ctx, _key, { _share }),
        signal: ctx._signal,
      });
      // It stays in the tray until it is seen in the conversation.
      change(ctx, _key, { _id: file, _share: 1 });
      ctx._chat._put({ type: 'file.send', conversation: 'mine', body: { file } });
    } catch {
      problem = ctx._say('notUploaded', { name: _file.name });
      change(ctx, _key, { _state: 'failed' });
    }
  };

  const send = (ctx: Ctx): void => {
    problem = '';
    for (const it of files) if (it._state !== 'sending') void sendOne(ctx, it);
  };

  return {
    _add(ctx, added) {
      const { types = [], bytes = 0 } = ctx._boot.files ?? {};
      problem = '';
      for (const _file of added) {
        const { name, size, type } = _file;
        if (!types.includes(type as FileType)) problem = ctx._say('wrongKind', { name });
        else if (size > bytes) problem = ctx._say('tooLarge', { name, size: sayBytes(bytes, ctx._lang) });
        else files = [...files, { _key: count++, _file, _state: 'ready', _share: 0 }];
      }
      ctx._draw();
      ctx._focus();
    },
    _send: send,
    _hasFiles: () => files.some((it) => it._state !== 'sending'),
    _Tray({ ctx, view }) {
      const arrived = new Set(view._entries.flatMap((it) => (it.kind === 'file' ? [it.body.file] : [])));
      files = files.flatMap((it) =>
        it._id && arrived.has(it._id)
          ? []
          : view._refusals.some((frame) => frame.type === 'file.send' && frame.body.file === it._id)
            ? [{ ...it, _id: undefined, _state: 'failed' }]
            : [it],
      );
      return (
        <Tray
          ctx={ctx}
          view={view}
          files={files}
          problem={problem}
          onRemove={({ _key }) => change(ctx, _key, undefined)}
          onRetry={() => send(ctx)}
        />
      );
    },
  };
}

export { uploadsStrings as strings } from './strings.ts';
export { css };
