import { request } from 'node:http';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A POST on a connection of its own, with the `host` it is given: `fetch` always says where it went. Rejects without an answer in time. */
export function post(url: string, headers: OutgoingHttpHeaders, body = '', withinMs = 5_000): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent: false, headers, timeout: withinMs }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (more: string) => (text += more));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      answer.on('error', reject);
    });
    asked.on('timeout', () => asked.destroy(new Error(`no answer within ${withinMs} ms`)));
    asked.on('error', reject);
    asked.end(body);
  });
}
