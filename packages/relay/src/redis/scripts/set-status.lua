#!lua
-- What a rep chose. Who becomes available is idle from now on, and has missed no rings.
-- Guarantee: saying what stands changes nothing; a choice of the relay's for the rep gives way to the rep's own.
-- KEYS  1 reps  2 loads  3 ready  4 missed  5 version
-- ARGV  1 team  2 rep  3 status
-- Returns nothing
admit(KEYS[1], ARGV[2])
local s = split(redis.call('HGET', KEYS[1], ARGV[2]))
if s[1] == ARGV[3] and (s[3] or '') == '' then return false end
local is_available = ARGV[3] == 'available'
redis.call('HSET', KEYS[1], ARGV[2], ARGV[3] .. '|' .. (is_available and text(now()) or s[2]))
place_again(KEYS[1], KEYS[2], KEYS[3], ARGV[2])
if is_available then redis.call('HDEL', KEYS[4], ARGV[2]) end
raise(KEYS[5], ARGV[1])
return false
