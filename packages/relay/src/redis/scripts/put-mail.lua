#!lua
-- Takes an order for a letter.
-- Guarantee: one of a key, also after it left.
-- KEYS  1 due (key by time)  2 orders (key -> order)  3 settled (key by time)
-- ARGV  1 key  2 order  3 due in ms  4 ms a settled key is remembered
-- Returns 1, or 0 where there is or was one
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', text(now() - tonumber(ARGV[4])))
if redis.call('ZSCORE', KEYS[3], ARGV[1]) then return 0 end
if redis.call('HSETNX', KEYS[2], ARGV[1], ARGV[2]) == 0 then return 0 end
redis.call('ZADD', KEYS[1], text(now() + tonumber(ARGV[3])), ARGV[1])
return 1
