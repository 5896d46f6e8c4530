import type { Mistake } from './read.ts';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const recordsAt = (json: unknown, key: string): readonly (Readonly<Record<string, unknown>> | undefined)[] => {
  const list = isRecord(json) ? json[key] : undefined;
  return Array.isArray(list) ? list.map((item: unknown) => (isRecord(item) ? item : undefined)) : [];
};

function findTwice(json: unknown, list: string, key: string): readonly Mistake[] {
  const values = recordsAt(json, list).map((item) => item?.[key]);
  return values.flatMap((value, index) => {
    const first = values.indexOf(value);
    if (typeof value !== 'string' || first === index) return [];
    return [{ path: `${list}[${index}].${key}`, message: `${value} is there twice, first as ${list}[${first}]` }];
  });
}

function findUnknownTeams(json: unknown): readonly Mistake[] {
  const ids = recordsAt(json, 'teams').map((team) => team?.['id']);
  return recordsAt(json, 'route').flatMap((step, index) => {
    const team = step?.['team'];
    if (typeof team !== 'string' || ids.includes(team)) return [];
    return [{ path: `route[${index}].team`, message: `${team} is not among "teams"` }];
  });
}

/** A reason's team must be one that the route brings visitors to. */
function findUnroutedReasons(json: unknown): readonly Mistake[] {
  const routed = recordsAt(json, 'route').map((step) => step?.['team']);
  const reasons = isRecord(json) ? json['reasons'] : undefined;
  return Object.entries(isRecord(reasons) ? reasons : {}).flatMap(([reason, asked]) => {
    const team = isRecord(asked) ? asked['team'] : undefined;
    if (typeof team !== 'string' || routed.includes(team)) return [];
    return [{ path: `reasons.${reason}.team`, message: `no step of "route" leads to ${team}` }];
  });
}

/** One that is on the route is there anyway. */
function findRoutedTransfers(json: unknown): readonly Mistake[] {
  const routed = recordsAt(json, 'route').map((step) => step?.['team']);
  const list = isRecord(json) ? json['transferTo'] : undefined;
  return (Array.isArray(list) ? list : []).flatMap((team: unknown, index) =>
    typeof team === 'string' && routed.includes(team)
      ? [{ path: `transferTo[${index}]`, message: `${team} is on the route, so it can be given conversations anyway` }]
      : [],
  );
}

function findLateSteps(json: unknown): readonly Mistake[] {
  const delays = recordsAt(json, 'route').map((step) => step?.['afterMs'] ?? 0);
  return delays.flatMap((delay, index) => {
    const before = index === 0 ? 0 : delays[index - 1];
    if (typeof delay !== 'number' || typeof before !== 'number') return [];
    if (index === 0 && delay > 0)
      return [{ path: 'route[0].afterMs', message: 'the first team is asked at once: leave afterMs out, or 0' }];
    if (delay >= before) return [];
    return [
      { path: `route[${index}].afterMs`, message: `a later team is not asked before an earlier one (${before})` },
    ];
  });
}

function findWrongTiers(json: unknown): readonly Mistake[] {
  const tiers = recordsAt(isRecord(json) ? json['tariff'] : undefined, 'tiers').map((tier) => tier?.['from']);
  return tiers.flatMap((from, index) => {
    const before = index === 0 ? undefined : tiers[index - 1];
    if (typeof from !== 'number') return [];
    if (index === 0 && from > 0) return [{ path: 'tariff.tiers[0].from', message: 'the first tier begins at 0' }];
    if (typeof before !== 'number' || from > before) return [];
    return [{ path: `tariff.tiers[${index}].from`, message: `a tier begins above the one before it (${before})` }];
  });
}

/**
 * The cookie with a visitor's credential is only first-party where the address is the shop's own, or a host below one of its hosts; any
 * other would be told who visits the shop.
 */
function findForeignRememberUrl(json: unknown): readonly Mistake[] {
  if (!isRecord(json) || typeof json['rememberUrl'] !== 'string' || !Array.isArray(json['origins'])) return [];
  const host = URL.parse(json['rememberUrl'])?.hostname;
  if (host === undefined || host === '') return [];
  const own = json['origins'].flatMap((origin: unknown) => {
    const url = typeof origin === 'string' ? URL.parse(origin) : null;
    return url === null ? [] : [url.hostname.replace(/^www\./, '')];
  });
  if (own.some((one) => host === one || host.endsWith(`.${one}`))) return [];
  return [
    { path: 'rememberUrl', message: `${host} is neither a host of "origins" nor below one: no first-party cookie` },
  ];
}

/** Mistakes that only show when parts of the file are seen together; told even while the parts themselves are wrong. */
export function crossMistakes(json: unknown): readonly Mistake[] {
  return [
    ...findTwice(json, 'teams', 'id'),
    ...findTwice(json, 'route', 'team'),
    ...findUnknownTeams(json),
    ...findUnroutedReasons(json),
    ...findRoutedTransfers(json),
    ...findLateSteps(json),
    ...findTwice(json, 'offers', 'id'),
    ...findWrongTiers(json),
    ...findForeignRememberUrl(json),
  ];
}
