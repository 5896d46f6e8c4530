import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';

function firstLine(command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')[0] ?? '';
  } catch {
    return '';
  }
}

function distribution(): string {
  try {
    return /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? type();
  } catch {
    return type();
  }
}

/** What a figure was measured on, as one line. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const gib = Math.round(totalmem() / 2 ** 30);
  const redis = /v=(\S+)/.exec(firstLine('redis-server', ['--version']))?.[1] ?? 'none';
  return `${cpus().length} cores (${model}), ${gib} GiB, ${distribution()}, kernel ${release()}, Node ${process.versions.node}, Redis ${redis}`;
}

/** The commit that was measured, marked where files differ from it. */
export function describeCommit(): string {
  const commit = firstLine('git', ['rev-parse', '--short=12', 'HEAD']);
  const isChanged =
    firstLine('git', ['status', '--porcelain', '--untracked-files=no', '--', 'packages', 'bench', 'test']) !== '';
  return isChanged ? `${commit} with changes` : commit;
}
