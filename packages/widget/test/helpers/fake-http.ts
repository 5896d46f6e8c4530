import { vi } from 'vitest';

/** One request of the link over HTTP, and its answer in the test's hand. */
export interface HttpCall {
  readonly path: 'stream' | 'frames';
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly lines: readonly (Readonly<Record<string, unknown>> & { readonly type: string })[];
  readonly isKeptAlive: boolean;
  isAborted: boolean;
  /** Answers with these lines, and more may follow. */
  say(...lines: readonly object[]): void;
  /** Any bytes, whole lines or not. */
  write(text: string | Uint8Array): void;
  end(): void;
  /** The connection breaks. */
  cut(): void;
  /** An answer that is no stream. */
  refuse(status: number): void;
}

/** Every request that was made, in order. */
export const calls: HttpCall[] = [];
export const streams = () => calls.filter(({ path }) => path === 'stream');
export const posts = () => calls.filter(({ path }) => path === 'frames');

/** A relay behind `fetch`, played by the test. */
export function stubFetch(): void {
  calls.length = 0;
  vi.stubGlobal('fetch', (address: string, options: RequestInit) => {
    const url = new URL(address);
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    let writer: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({ start: (it) => void (writer = it) });
    const begin = (): void => resolve(new Response(body, { status: 200 }));
    const fail = (): void => {
      reject(new TypeError('network'));
      try {
        writer.error(new TypeError('network'));
      } catch {
        // It had ended.
      }
    };
    const call: HttpCall = {
      path: url.pathname.split('/').at(-1) as HttpCall['path'],
      query: url.searchParams,
      headers: options.headers as Record<string, string>,
      lines: String(options.body)
        .split('\n')
        .map((line) => JSON.parse(line) as HttpCall['lines'][number]),
      isKeptAlive: options.keepalive === true,
      isAborted: false,
      say: (...lines) => call.write(lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
      write(text) {
        begin();
        writer.enqueue(typeof text === 'string' ? new TextEncoder().encode(text) : text);
      },
      end() {
        begin();
        writer.close();
      },
      cut: fail,
      refuse: (status) => resolve(new Response('{}', { status })),
    };
    options.signal?.addEventListener('abort', () => {
      call.isAborted = true;
      fail();
    });
    calls.push(call);
    return promise;
  });
}
