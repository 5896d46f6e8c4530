#!lua flags=allow-oom
-- Takes a visitor's record and lanes away.
-- Guarantee: only at the expected revision.
-- KEYS  1 visitor  2 lanes
-- ARGV  1 expected revision
-- Returns 1, or 0 where it stands at another
if redis.call('HGET', KEYS[1], 'revision') ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1], KEYS[2])
return 1
