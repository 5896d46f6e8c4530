import type { FileType } from '@tillside/protocol';

/** What is known of an uploaded file besides its bytes. */
export interface StoredFile {
  /** `fil_` and 160 random bits: whoever knows it may fetch the file. */
  readonly id: string;
  readonly site: string;
  /** The conversation it was uploaded for; no other one may send it. */
  readonly conversation: string;
  /** The visitor or rep who uploaded it, and only may send it. */
  readonly by: string;
  /** As the sender's device has it, without folders and control characters. */
  readonly name: string;
  /** As its bytes say. */
  readonly type: FileType;
  readonly bytes: number;
  /** Of a picture, pixels. */
  readonly width?: number;
  readonly height?: number;
}

/** Bytes of files that were sent in conversations. They lie beside the store: a log keeps what a file is, never its bytes. */
export interface FilesPort {
  /**
   * Takes the bytes as they come, never more than a piece of them in memory, and then what `describe` says of them. Durable when the promise
   * resolves. Rejects with what `chunks` or `describe` threw, and leaves nothing behind then.
   */
  put(
    id: string,
    chunks: AsyncIterable<Uint8Array>,
    describe: () => StoredFile | Promise<StoredFile>,
  ): Promise<StoredFile>;
  find(id: string): Promise<StoredFile | undefined>;
  /** The bytes, a piece at a time; `undefined`: there is no such file. */
  read(id: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** It is sent now, and stays. Resolves to whether it was kept before; `undefined`: there is no such file. */
  keep(id: string): Promise<boolean | undefined>;
  /** It was not sent after all. */
  letGo(id: string): Promise<void>;
  /** Removes what was uploaded longer than `olderThanMs` ago and never sent. Resolves to how many. */
  sweep(olderThanMs: number): Promise<number>;
}

/** Files that must go again some day. */
export interface KeptFiles extends FilesPort {
  /** All that were uploaded for a conversation, sent or not. Looks at every file there is. */
  ofConversation(conversation: string): Promise<readonly StoredFile[]>;
  /** Removes it for good. One that is not there is none. */
  remove(id: string): Promise<void>;
}
