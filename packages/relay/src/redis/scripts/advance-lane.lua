#!lua
-- Takes the next frame of a visitor's lane by the append rule; keeps no body.
-- KEYS  1 lanes
-- ARGV  1 session  2 seq  3 digest  4 bodies remembered
-- Returns next | duplicate | conflict | gap, and for a gap the highest seq
local stored, seq = redis.call('HGET', KEYS[1], ARGV[1]), tonumber(ARGV[2])
local what, detail = place(stored, seq, ARGV[3])
if what == 'next' then redis.call('HSET', KEYS[1], ARGV[1], advanced(stored, seq, ARGV[3], '0', tonumber(ARGV[4]))) end
return { what, detail }
