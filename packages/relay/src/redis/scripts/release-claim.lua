#!lua flags=allow-oom
-- Gives the slot back; the rep is idle from now on.
-- Guarantee: once, however often it is given back.
-- KEYS  1 claims  2 reps
-- ARGV  1 team  2 claim
-- Returns released | unknown
local old = redis.call('HGET', KEYS[1], ARGV[2])
if not old then return 'unknown' end
local rep = split(old)[1]
local known = redis.call('HGET', KEYS[2], rep)
redis.call('HDEL', KEYS[1], ARGV[2])
if known then redis.call('HSET', KEYS[2], rep, split(known)[1] .. '|' .. text(now())) end
bell('team/' .. ARGV[1])
return 'released'
