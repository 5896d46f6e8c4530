-- The whole floor as of one moment.
-- KEYS 1 reps  2 leases  3 claims  4 queue  5 sites      ARGV 1 now
-- Returns at, reps (rep, status|idleSince, until), claims (claim, value), queue (conversation, queuedAt, site)
local leases, reps, flat = leases_of(KEYS[2]), {}, redis.call('HGETALL', KEYS[1])
for i = 1, #flat, 2 do
  reps[#reps + 1] = flat[i]; reps[#reps + 1] = flat[i + 1]
  reps[#reps + 1] = leases[flat[i]] and text(leases[flat[i]]) or ''
end
local queue, members = {}, redis.call('ZRANGE', KEYS[4], 0, -1, 'WITHSCORES')
for i = 1, #members, 2 do
  queue[#queue + 1] = members[i]; queue[#queue + 1] = members[i + 1]
  queue[#queue + 1] = redis.call('HGET', KEYS[5], members[i]) or ''
end
return { text(now()), reps, redis.call('HGETALL', KEYS[3]), queue }
