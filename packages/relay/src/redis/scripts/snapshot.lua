#!lua flags=no-writes
-- The whole floor.
-- Guarantee: everything as of one moment.
-- KEYS  1 reps  2 leases  3 claims  4 queue  5 queue's sites  6 by message  7 its sites
-- ARGV  1 how many by message at most
-- Returns at; per rep: rep, status|idleSince, present until (or empty); per claim: claim, value; per place of the queue, then of those by
-- message: conversation, queuedAt, site
local leases, reps, flat = leases_of(KEYS[2]), {}, redis.call('HGETALL', KEYS[1])
for i = 1, #flat, 2 do
  local rep = flat[i]
  reps[#reps + 1] = rep; reps[#reps + 1] = flat[i + 1]
  reps[#reps + 1] = leases[rep] and text(leases[rep]) or ''
end
local function places(list, sites, last)
  local found, members = {}, redis.call('ZRANGE', list, '0', last, 'WITHSCORES')
  for i = 1, #members, 2 do
    found[#found + 1] = members[i]; found[#found + 1] = members[i + 1]
    found[#found + 1] = redis.call('HGET', sites, members[i]) or ''
  end
  return found
end
return {
  text(now()), reps, redis.call('HGETALL', KEYS[3]), places(KEYS[4], KEYS[5], '-1'),
  places(KEYS[6], KEYS[7], text(tonumber(ARGV[1]) - 1)),
}
