#!lua flags=allow-oom
-- Gives the slot back; the rep is idle from now on.
-- Guarantee: once, however often it is given back.
-- KEYS  1 claims  2 reps  3 version
-- ARGV  1 team  2 claim
-- Returns released | unknown
local old = redis.call('HGET', KEYS[1], ARGV[2])
if not old then return 'unknown' end
local rep = split(old)[1]
local known = redis.call('HGET', KEYS[2], rep)
redis.call('HDEL', KEYS[1], ARGV[2])
if known then
  local s = split(known)
  redis.call('HSET', KEYS[2], rep, table.concat({ s[1], text(now()), s[3] or '' }, '|'))
end
raise(KEYS[3], ARGV[1])
return 'released'
