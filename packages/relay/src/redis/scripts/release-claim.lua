#!lua flags=allow-oom
-- Gives the slot back; the rep is idle from now on.
-- Guarantee: once, however often it is given back; whoever is late does not put it back.
-- KEYS  1 claims  2 reps  3 loads  4 ready  5 version  6 released
-- ARGV  1 team  2 claim  3 ms for which it is remembered
-- Returns released | unknown
local old = redis.call('HGET', KEYS[1], ARGV[2])
if not old then return 'unknown' end
local rep, at = split(old)[1], now()
redis.call('HDEL', KEYS[1], ARGV[2])
local load = uncount(KEYS[3], rep)
redis.call('ZREMRANGEBYSCORE', KEYS[6], '-inf', text(at - tonumber(ARGV[3])))
redis.call('ZADD', KEYS[6], text(at), ARGV[2])
local known = redis.call('HGET', KEYS[2], rep)
if known then
  local s = split(known)
  redis.call('HSET', KEYS[2], rep, table.concat({ s[1], text(at), s[3] or '' }, '|'))
  place(KEYS[4], rep, s[1], load, at)
end
raise(KEYS[5], ARGV[1])
return 'released'
