#!lua
-- Takes the next frame of a visitor's lane by the append rule.
-- Guarantee: each seq of a session is taken once and in order; no body is kept; forgotten when nobody used any of the visitor's for long.
-- KEYS  1 lanes
-- ARGV  1 session  2 seq  3 digest  4 bodies remembered  5 ms kept
-- Returns next | duplicate | conflict | gap, and for a gap the highest seq
local stored = redis.call('HGET', KEYS[1], ARGV[1])
local what, detail = place(stored, tonumber(ARGV[2]), ARGV[3])
if what == 'next' then
  redis.call('HSET', KEYS[1], ARGV[1], advanced(stored, ARGV[2], ARGV[3], '0', tonumber(ARGV[4])))
  redis.call('PEXPIRE', KEYS[1], ARGV[5])
end
return { what, detail }
