#!lua flags=no-writes
-- The whole floor.
-- Guarantee: everything as of one moment.
-- KEYS  1 reps  2 present  3 loads  4 claims  5 queue  6 what each brings along  7 by message  8 what each brings along  9 turns  10 grants
--       11 missed  12 version
-- ARGV  1 how many by message at most
-- Returns at; per rep: rep, status|idleSince|cause, present until (or empty), rings missed (or empty), load; per claim: claim, value; per place of
-- the queue, then of those by message: conversation, queuedAt, what it brings along; turns; per grant: grant, value; version
local present, loads = table_of(redis.call('HGETALL', KEYS[2])), table_of(redis.call('HGETALL', KEYS[3]))
local missed, reps, flat = table_of(redis.call('HGETALL', KEYS[11])), {}, redis.call('HGETALL', KEYS[1])
for i = 1, #flat, 2 do
  local rep = flat[i]
  reps[#reps + 1] = rep
  reps[#reps + 1] = flat[i + 1]
  reps[#reps + 1] = present[rep] or ''
  reps[#reps + 1] = missed[rep] and split(missed[rep])[1] or ''
  reps[#reps + 1] = loads[rep] or '0'
end
return {
  text(now()), reps, redis.call('HGETALL', KEYS[4]), places_of(KEYS[5], KEYS[6], '-1'),
  places_of(KEYS[7], KEYS[8], text(tonumber(ARGV[1]) - 1)), redis.call('HGETALL', KEYS[9]), redis.call('HGETALL', KEYS[10]),
  redis.call('GET', KEYS[12]) or '0',
}
