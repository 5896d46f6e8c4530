import { ConfigError } from '../config.ts';
import type { Config } from '../config.ts';
import type { Rep, Site, Store } from '../ports/index.ts';
import { hashSecret, verifyPassword } from '../transport/passwords.ts';
import { demoPassword } from './password.ts';
import { demoSecretKey } from './secret-key.ts';

/** `rep create` makes ids of this form and refuses the demo's password: only other accounts have to be tried, which costs time. */
const madeByHand = /^rep_[0-9a-f]{16}$/;

async function repsWithDemoPassword(reps: readonly Rep[]): Promise<readonly Rep[]> {
  const suspects = reps.filter((rep) => !rep.isDisabled && !madeByHand.test(rep.id));
  // The demo's accounts were made with one hash.
  const hashes = [...new Set(suspects.map((rep) => rep.passwordHash))];
  const verdicts = await Promise.all(hashes.map((hash) => verifyPassword(demoPassword, hash)));
  return suspects.filter((rep) => verdicts[hashes.indexOf(rep.passwordHash)] === true);
}

const sitesWithDemoKey = (sites: readonly Site[], secret: string): readonly Site[] =>
  sites.filter((site) => site.secretKeyHashes.includes(hashSecret(demoSecretKey(secret, site.id))));

/**
 * A store in which the demo left accounts with a public password is not served to strangers.
 *
 * @throws ConfigError with a line that says what to do.
 */
export async function refuseDemoStore(
  { directory }: Store,
  { dataDir, redisUrl }: Pick<Config, 'dataDir' | 'redisUrl'>,
): Promise<void> {
  const { sites, reps } = await directory.load();
  const found = [...(await repsWithDemoPassword(reps)), ...sitesWithDemoKey(sites, await directory.secret())];
  if (found.length === 0) return;
  const [place, remedy] =
    redisUrl === undefined
      ? [`DATA_DIR=${dataDir}`, 'Choose another DATA_DIR']
      : ['The Redis of REDIS_URL', 'Choose another Redis'];
  throw new ConfigError(
    `${place} was filled by the demo, whose accounts have a public password (${found.map((one) => one.id).join(', ')}). ` +
      `${remedy} for a real shop, or run the demo on it: tillside serve --demo.`,
  );
}
