-- Gives the slot back; the rep is idle from now on.
-- KEYS 1 claims  2 reps      ARGV 1 now  2 team  3 claim
local old = redis.call('HGET', KEYS[1], ARGV[3])
if not old then return 'unknown' end
local rep = split(old)[1]
redis.call('HDEL', KEYS[1], ARGV[3])
local known = redis.call('HGET', KEYS[2], rep)
if known then redis.call('HSET', KEYS[2], rep, split(known)[1] .. '|' .. text(now())) end
bell('team/' .. ARGV[2])
return 'released'
