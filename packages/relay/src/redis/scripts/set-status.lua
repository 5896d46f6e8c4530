#!lua
-- What a rep chose. Who becomes available is idle from now on.
-- Guarantee: saying what stands changes nothing.
-- KEYS  1 reps
-- ARGV  1 team  2 rep  3 status
-- Returns nothing
local known = redis.call('HGET', KEYS[1], ARGV[2])
local s = known and split(known) or {}
if s[1] == ARGV[3] then return false end
local idle = ARGV[3] == 'available' and text(now()) or s[2] or '0'
redis.call('HSET', KEYS[1], ARGV[2], ARGV[3] .. '|' .. idle)
bell('team/' .. ARGV[1])
return false
