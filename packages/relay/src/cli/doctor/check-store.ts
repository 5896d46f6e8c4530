import { fullness, isFilling } from '../../core/room.ts';
import { remedyOf } from '../risk-lines.ts';
import type { Check } from './check.ts';

const mebibytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MiB`;

/** A store that may lose what it acknowledged, or that soon takes nothing more. */
export const checkStore: Check = ({ kind, risks, room }) => {
  const findings = risks.map((risk) => ({
    about: kind,
    message: `${risk.setting} is ${risk.value}: ${risk.why}. To mend it, ${remedyOf(risk)}.`,
  }));
  if (!isFilling(room)) return findings;
  const percent = Math.floor((fullness(room) ?? 0) * 100);
  const most = mebibytes(room.mostBytes ?? 0);
  const message = `it holds ${mebibytes(room.usedBytes)} of ${most} (maxmemory), ${percent} %; full, it takes no message more. Raise maxmemory, keep conversations for fewer days (keepDays), or move old ones out: tillside conversation archive.`;
  return [...findings, { about: kind, message }];
};
