import { spawnSync } from 'node:child_process';
import { readUnit } from './documented.ts';

/** What a unit like ours may say, for machines without systemd: a misspelt setting is ignored there without a word. */
const known = new Set([
  ...['Description', 'After', 'Wants', 'WantedBy'],
  ...['User', 'WorkingDirectory', 'EnvironmentFile', 'ExecStart', 'Restart', 'RestartSec', 'TimeoutStopSec'],
  ...['LimitNOFILE', 'UMask', 'NoNewPrivileges', 'CapabilityBoundingSet', 'ProtectSystem', 'ReadWritePaths'],
  ...['ProtectHome', 'PrivateTmp', 'PrivateDevices', 'ProtectKernelTunables', 'ProtectControlGroups'],
  ...['RestrictSUIDSGID', 'RestrictAddressFamilies'],
]);

/** What systemd finds wrong with a unit file; where there is none, the settings that it would not know. */
export function complaintsOf(path: string, text: string): readonly string[] {
  const { error, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', path], { encoding: 'utf8' });
  if (error !== undefined) return [...readUnit(text).keys()].filter((key) => !known.has(key));
  // Of other units of this machine it may say what it likes.
  return `${stdout}${stderr}`.split('\n').filter((line) => line.includes(path));
}
