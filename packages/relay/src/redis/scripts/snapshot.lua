#!lua flags=no-writes
-- The whole floor.
-- Guarantee: everything as of one moment.
-- KEYS  1 reps  2 leases  3 claims  4 queue  5 queue's sites
-- ARGV  none
-- Returns at; per rep: rep, status|idleSince, present until (or empty); per claim: claim, value; per place: conversation, queuedAt, site
local leases, reps, flat = leases_of(KEYS[2]), {}, redis.call('HGETALL', KEYS[1])
for i = 1, #flat, 2 do
  local rep = flat[i]
  reps[#reps + 1] = rep; reps[#reps + 1] = flat[i + 1]
  reps[#reps + 1] = leases[rep] and text(leases[rep]) or ''
end
local sites, queue, members = {}, {}, redis.call('ZRANGE', KEYS[4], '0', '-1', 'WITHSCORES')
flat = redis.call('HGETALL', KEYS[5])
for i = 1, #flat, 2 do sites[flat[i]] = flat[i + 1] end
for i = 1, #members, 2 do
  queue[#queue + 1] = members[i]; queue[#queue + 1] = members[i + 1]; queue[#queue + 1] = sites[members[i]] or ''
end
return { text(now()), reps, redis.call('HGETALL', KEYS[3]), queue }
