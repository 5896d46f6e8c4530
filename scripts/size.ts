/** `pnpm size`: what a shopper downloads, against the budgets. Exits with 1 when a part is above its own. */
import { weighParts } from './build/sizes.ts';

const number = new Intl.NumberFormat('en');
const rows = [['part', 'raw', 'gzip', 'brotli', 'budget', 'left']];
for (const { name, rawBytes, gzipBytes, brotliBytes, budgetBytes } of await weighParts()) {
  const cells = [rawBytes, gzipBytes, brotliBytes, budgetBytes, budgetBytes - brotliBytes];
  rows.push([name, ...cells.map((cell) => number.format(cell))]);
  if (brotliBytes > budgetBytes) process.exitCode = 1;
}
const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
for (const row of rows) {
  console.log(
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('   '),
  );
}
if (process.exitCode === 1) console.error('A part is above its budget (bytes after brotli 11).');
