#!lua flags=allow-oom
-- Puts an order in the place of another, under a key of its own.
-- Guarantee: only while the other stands at the expected revision; both in one step.
-- KEYS  1 orders (key -> revision|record)  2 orders by time
-- ARGV  1 old key  2 expected revision  3 new key  4 record  5 at
-- Returns 1, or 0 where it stands at another
local revision = string.match(redis.call('HGET', KEYS[1], ARGV[1]) or '', '^(%d+)|')
if revision ~= ARGV[2] then return 0 end
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('HSET', KEYS[1], ARGV[3], text(tonumber(revision) + 1) .. '|' .. ARGV[4])
redis.call('ZADD', KEYS[2], ARGV[5], ARGV[3])
return 1
