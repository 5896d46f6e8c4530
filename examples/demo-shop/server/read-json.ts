/** An order of 40 lines is about 3 KB; nobody needs to make us hold more. */
const MAX_BODY_BYTES = 16_384;

export type JsonBody =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly status: 400 | 413 | 415; readonly title: string };

/** Reads a JSON body of bounded size; never throws. */
export async function readJson(request: Request): Promise<JsonBody> {
  if (!/^application\/json\s*(;|$)/iu.test(request.headers.get('content-type') ?? '')) {
    return { ok: false, status: 415, title: 'Send the body as application/json.' };
  }
  try {
    const text = await readText(request);
    if (text === undefined)
      return { ok: false, status: 413, title: `The body is larger than ${MAX_BODY_BYTES} bytes.` };
    return { ok: true, body: JSON.parse(text) };
  } catch {
    return { ok: false, status: 400, title: 'The body is not valid JSON.' };
  }
}

async function readText(request: Request): Promise<string | undefined> {
  const body: ReadableStream<Uint8Array> | null = request.body;
  if (!body) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > MAX_BODY_BYTES) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}
