import type { FileType } from '@tillside/protocol';

export interface Upload {
  readonly file: File;
  readonly url: string;
  readonly credential: string;
  /** 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/** Uploads one file; resolves with the id that the conversation may name it by. `XMLHttpRequest`, because `fetch` does not tell how far it is. */
export const upload = ({ file, url, credential, onProgress, signal }: Upload): Promise<string> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (): void => reject(new Error(`upload ${request.status}`));
    request.open('POST', url);
    request.setRequestHeader('content-type', file.type as FileType);
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name.slice(0, 200)));
    request.setRequestHeader('authorization', `Visitor ${credential}`);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded / total));
    request.addEventListener('load', () => {
      if (request.status !== 201) return fail();
      try {
        resolve((JSON.parse(request.responseText) as { readonly file: string }).file);
      } catch {
        fail();
      }
    });
    for (const type of ['error', 'abort', 'timeout']) request.addEventListener(type, fail);
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
