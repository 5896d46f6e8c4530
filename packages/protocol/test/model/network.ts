import type { Asked, Told } from '@tillside/protocol/client';
import type { Clock } from './clock.ts';
import type { Connection, ModelRelay } from './relay.ts';

export interface Ends {
  opened(): void;
  told(frame: Told): void;
  closed(code: number): void;
}

export interface WireSocket {
  send(frame: Asked): void;
  close(): void;
}

/** Sockets that deliver in order, late, and only until somebody cuts them. */
export interface Wire {
  open(party: 'visitor' | 'rep', own: string | undefined, ends: Ends): WireSocket;
  /** Cuts sockets: told to both ends, or silently, so that only the clock finds out. */
  cut(share: number, isSilent: boolean): void;
  /** The relay process dies and is back after this time. */
  restart(downMs: number): void;
}

interface Line {
  isCut: boolean;
  readonly connection: { current: Connection | undefined };
  readonly ends: Ends;
}

export function createWire(clock: Clock, relay: ModelRelay, random: () => number, delayMs: number): Wire {
  let lines: Line[] = [];
  let isDown = false;

  /** One direction: nothing overtakes. */
  const channel = () => {
    let free = 0;
    return (run: () => void): void => {
      free = Math.max(free, clock.now() + random() * delayMs);
      clock.after(free - clock.now(), run);
    };
  };

  const end = (line: Line, isSilent: boolean): void => {
    if (line.isCut) return;
    line.isCut = true;
    lines = lines.filter((other) => other !== line);
    const { current } = line.connection;
    // The relay finds a dead peer by its heartbeat.
    clock.after(isSilent ? 28_000 : 0, () => current?.leave());
    if (!isSilent) clock.after(random() * 50, () => line.ends.closed(1006));
  };

  return {
    open(party, own, ends) {
      const line: Line = { isCut: false, connection: { current: undefined }, ends };
      lines.push(line);
      const up = channel();
      const down = channel();
      up(() => {
        if (line.isCut) return;
        if (isDown) return end(line, false);
        line.connection.current = relay.connect(party, own, (frame) => down(() => line.isCut || ends.told(frame)));
        down(() => line.isCut || ends.opened());
      });
      return {
        // On the wire it is text: what is sent must not change afterwards.
        send(frame) {
          const text = JSON.stringify(frame);
          up(() => line.isCut || line.connection.current?.receive(JSON.parse(text) as Asked));
        },
        close() {
          line.isCut = true;
          lines = lines.filter((other) => other !== line);
          line.connection.current?.leave();
        },
      };
    },
    cut(share, isSilent) {
      for (const line of lines) if (random() < share) end(line, isSilent);
    },
    restart(downMs) {
      isDown = true;
      relay.restart();
      for (const line of lines) end(line, false);
      clock.after(downMs, () => (isDown = false));
    },
  };
}
