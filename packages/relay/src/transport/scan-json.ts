import { limits } from '@tillside/protocol';

/**
 * Looks at a frame's text before it becomes objects: how deep it nests and how many keys any one object has.
 * 16 KB of `[` parse fine and overflow the stack later, so depth is judged here.
 *
 * @returns what is wrong, or `undefined`. Text that is not JSON passes; `JSON.parse` says so itself.
 */
export function scanJson(text: string): string | undefined {
  let depth = 0;
  let isInString = false;
  const keys: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isInString) {
      if (code === 0x5c) index += 1;
      else if (code === 0x22) isInString = false;
      continue;
    }
    switch (code) {
      case 0x22: // "
        isInString = true;
        break;
      case 0x7b: // {
      case 0x5b: // [
        depth += 1;
        if (depth > limits.jsonDepth) return `nested deeper than ${limits.jsonDepth}`;
        keys[depth] = 0;
        break;
      case 0x7d: // }
      case 0x5d: // ]
        depth -= 1;
        break;
      case 0x3a: // :
        keys[depth] = (keys[depth] ?? 0) + 1;
        if ((keys[depth] ?? 0) > limits.jsonKeys) return `more than ${limits.jsonKeys} keys in one object`;
        break;
      default:
    }
  }
  return undefined;
}
