#!/usr/bin/env node
import { parseConfig } from './config.ts';
import { run } from './cli/tillside.ts';

/** The only reader of the environment and of signals. */
const stops: (() => Promise<void>)[] = [];
let isStopping = false;

function stop(): void {
  if (isStopping) process.exit(1);
  isStopping = true;
  Promise.all(stops.map((one) => one())).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);

try {
  process.exitCode = await run(process.argv.slice(2), {
    config: () => parseConfig(process.env),
    print: (line) => void process.stdout.write(`${line}\n`),
    printError: (line) => void process.stderr.write(`${line}\n`),
    input: process.stdin,
    onStop: (one) => void stops.push(one),
  });
} catch (error) {
  // One line for a person; the stack is for a bug, and a bug has no `cause` to name.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (process.env['LOG_LEVEL'] === 'debug' && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  process.exit(1);
}
