/** What the prose shows of an attach to a log that is new to both sides: other fields are said where they matter. */
export const attached = (session: string, more: object = {}): object => ({
  type: 'attached',
  conversation: 'mine',
  state: 'ok',
  from: 0,
  top: 0,
  highest: { [session]: 0 },
  readBy: { visitor: 0, rep: 0 },
  ...more,
});
