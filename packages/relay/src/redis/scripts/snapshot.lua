#!lua flags=no-writes
-- The whole floor.
-- Guarantee: everything as of one moment.
-- KEYS  1 reps  2 leases  3 claims  4 queue  5 what each brings along  6 by message  7 what each brings along  8 turns  9 grants  10 missed
--       11 version
-- ARGV  1 how many by message at most
-- Returns at; per rep: rep, status|idleSince|cause, present until (or empty), rings missed (or empty); per claim: claim, value; per place of
-- the queue, then of those by message: conversation, queuedAt, what it brings along; turns; per grant: grant, value; version
local leases, missed, reps, flat = leases_of(KEYS[2]), {}, {}, redis.call('HGETALL', KEYS[10])
for i = 1, #flat, 2 do missed[flat[i]] = split(flat[i + 1])[1] end
flat = redis.call('HGETALL', KEYS[1])
for i = 1, #flat, 2 do
  local rep = flat[i]
  reps[#reps + 1] = rep; reps[#reps + 1] = flat[i + 1]
  reps[#reps + 1] = leases[rep] and text(leases[rep]) or ''
  reps[#reps + 1] = missed[rep] or ''
end
return {
  text(now()), reps, redis.call('HGETALL', KEYS[3]), places_of(KEYS[4], KEYS[5], '-1'),
  places_of(KEYS[6], KEYS[7], text(tonumber(ARGV[1]) - 1)), redis.call('HGETALL', KEYS[8]), redis.call('HGETALL', KEYS[9]),
  redis.call('GET', KEYS[11]) or '0',
}
