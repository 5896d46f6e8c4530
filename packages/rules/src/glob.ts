/** Where a path segment of a URL ends. */
const SEGMENT_END = '/?#';

/**
 * Compiles a URL glob: `*` is any run of characters within one path segment, `**` any run at all, everything else itself; the whole text must match.
 *
 * By hand and not as a regular expression: addresses come from the visitor, and `**a**a**a` as one would take polynomial time in their length.
 * Going back to the last star of each kind is enough: the earliest place where the part before a star can end leaves most for the rest.
 */
export function glob(pattern: string): (text: string) => boolean {
  const tokens = pattern.match(/\*\*?|[^*]/gs) ?? [];
  return (text) => {
    let at = 0;
    let token = 0;
    let star = -1;
    let starAt = 0;
    let deep = -1;
    let deepAt = 0;
    while (at < text.length) {
      const wanted = tokens[token];
      if (wanted === '**') {
        deep = ++token;
        deepAt = at;
        star = -1;
      } else if (wanted === '*') {
        star = ++token;
        starAt = at;
      } else if (wanted === text[at]) {
        at++;
        token++;
      } else if (star >= 0 && !SEGMENT_END.includes(text.charAt(starAt))) {
        at = ++starAt;
        token = star;
      } else if (deep >= 0) {
        // A star behind it stays as it is: it stopped at the end of a segment and stops there until it is met again.
        at = ++deepAt;
        token = deep;
      } else return false;
    }
    return tokens.slice(token).every((left) => left[0] === '*');
  };
}
