#!/usr/bin/env node
import { constants } from 'node:os';
import { run } from './cli/tillside.ts';
import { parseConfig } from './config.ts';

/** The only reader of the environment and of signals. */
function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    // Asked twice: at once.
    if (isStopping) process.exit(128 + constants.signals[signal]);
    isStopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        printFault(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

function printFault(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`This is a fault of Tillside, not yours:\n${text}\n`);
}

// Whoever reads us may stop reading, as `head` does; that is no fault.
process.stdout.on('error', () => process.exit(0));

try {
  const code = await run(process.argv.slice(2), {
    config: () => parseConfig(process.env),
    print: (line) => void process.stdout.write(`${line}\n`),
    printError: (line) => void process.stderr.write(`${line}\n`),
    input: process.stdin,
    onStop: stopOnSignal,
  });
  // A start that failed may leave something open; a relay that runs is what keeps the process alive.
  if (code !== 0) process.exit(code);
} catch (error) {
  printFault(error);
  process.exit(1);
}
