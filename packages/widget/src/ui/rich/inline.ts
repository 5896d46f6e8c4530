/** A run of words: plain, a link, code, or marked. */
export type Run =
  | string
  | { readonly _kind: 'link'; readonly _text: string }
  | { readonly _kind: 'code'; readonly _text: string }
  | { readonly _kind: 'b'; readonly _runs: readonly Run[] }
  | { readonly _kind: 'em'; readonly _runs: readonly Run[] };

/** Marks hold on to words: a space, or nothing, before and behind them, none inside. An address ends before what usually closes a sentence. */
const RUN =
  /`([^`\n]+)`|\b(https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)\]}*_])|(^|[\s(["'“‘«¿¡>—-])([*_])(\S|\S[^\n]*?\S)\4(?=$|[\s)\].,;:!?"'”’»—-])/giu;

const isAddress = (text: string): boolean => {
  try {
    return !!new URL(text);
  } catch {
    return false;
  }
};

/** Finds links, `code`, *bold* and _italic_ in what people wrote. Nothing else is ever more than words. */
export function runsOf(text: string): readonly Run[] {
  const runs: Run[] = [];
  let end = 0;
  for (const match of text.matchAll(RUN)) {
    const [whole, code, address, before = '', mark, words] = match;
    if (address && !isAddress(address)) continue;
    const plain = text.slice(end, match.index) + before;
    if (plain) runs.push(plain);
    end = match.index + whole.length;
    if (code) runs.push({ _kind: 'code', _text: code });
    else if (address) runs.push({ _kind: 'link', _text: address });
    else runs.push({ _kind: mark === '*' ? 'b' : 'em', _runs: runsOf(words ?? '') });
  }
  if (end < text.length) runs.push(text.slice(end));
  return runs;
}
