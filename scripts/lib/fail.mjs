/**
 * Says what is wrong and what to do about it, in plain lines, and ends with 1.
 * @param {string[]} lines
 * @returns {never}
 */
export function fail(...lines) {
  for (const line of lines) console.error(line);
  process.exit(1);
}
