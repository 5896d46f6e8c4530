const LF = 10;

/** Where the reply that begins at `from` ends; -1 where it is not all there yet. RESP2, as the relay speaks it. */
function endOf(data: Buffer, from: number): number {
  const line = data.indexOf(LF, from);
  if (line < 0) return -1;
  const kind = String.fromCharCode(data[from] ?? 0);
  const count = Number(data.toString('latin1', from + 1, line - 1));
  if (kind === '$') {
    const end = count < 0 ? line + 1 : line + 1 + count + 2;
    return end <= data.length ? end : -1;
  }
  let end = line + 1;
  if (kind === '*') for (let item = 0; item < count && end >= 0; item += 1) end = endOf(data, end);
  return end;
}

const bell = Buffer.from('*3\r\n$7\r\nmessage\r\n');
const isBell = (reply: Buffer): boolean => reply.subarray(0, bell.length).equals(bell);

/** Takes what a server sends as it comes, and gives back whole replies; while `areLost`, without the ones that pub/sub pushes. */
export function createBellFilter(areLost: () => boolean): (data: Buffer) => Buffer {
  let rest: Buffer = Buffer.alloc(0);
  return (data) => {
    rest = Buffer.concat([rest, data]);
    const kept: Buffer[] = [];
    for (let from = 0; ;) {
      const end = from < rest.length ? endOf(rest, from) : -1;
      if (end < 0) {
        rest = rest.subarray(from);
        return Buffer.concat(kept);
      }
      const reply = rest.subarray(from, end);
      if (!areLost() || !isBell(reply)) kept.push(reply);
      from = end;
    }
  };
}
