#!lua flags=allow-oom
-- Forgets a letter, and remembers that there was one.
-- Guarantee: doing it again changes nothing.
-- KEYS  1 due  2 orders  3 attempts  4 settled
-- ARGV  1 key
-- Returns nothing
if redis.call('HDEL', KEYS[2], ARGV[1]) == 1 then redis.call('ZADD', KEYS[4], text(now()), ARGV[1]) end
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])
return false
