import { limits } from '@tillside/protocol';
import type { Assignment } from '../desk/standing.ts';
import type { Content } from '../desk/thread.ts';
import { say } from '../format.ts';
import type { Answer } from '../http/answer.ts';
import type { Api } from '../http/api.ts';
import { strings } from '../strings.ts';

/** Files on their way into a conversation. */
export interface Uploads {
  /** Uploads, then puts it before the visitor. What goes wrong is told, with the file's name. */
  send(conversation: string, file: File): Promise<void>;
}

interface UploadPorts {
  readonly api: Pick<Api, 'upload'>;
  /** The assignment as it stands when the file is there: an upload takes its time. */
  readonly assignment: (conversation: string) => Assignment | undefined;
  readonly put: (conversation: string, content: Content, assignment: Assignment | undefined) => boolean;
  readonly tell: (text: string) => void;
  readonly fail: (text: string) => void;
}

const MEGABYTE = 1_048_576;

export function createUploads({ api, assignment, put, tell, fail }: UploadPorts): Uploads {
  const text = strings.composer;
  return {
    async send(conversation, file) {
      const { name } = file;
      const failed = (reason: string): void => fail(say(text.uploadFailed, { name, reason }));
      if (file.size > limits.fileBytes)
        return failed(say(text.uploadTooBig, { size: Math.floor(limits.fileBytes / MEGABYTE) }));
      tell(say(text.uploading, { name }));
      const answer = await api.upload(conversation, file);
      if (answer.kind !== 'ok') return failed(reasonOf(answer));
      const content = { kind: 'file', file: answer.value.file, name } as const;
      if (!put(conversation, content, assignment(conversation))) failed(strings.refusals.not_owner);
    },
  };
}

const reasonOf = (answer: Exclude<Answer<unknown>, { readonly kind: 'ok' }>): string =>
  answer.kind === 'unreachable' ? strings.composer.uploadUnreachable : (answer.detail ?? strings.refusals.denied);
