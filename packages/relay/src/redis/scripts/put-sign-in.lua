#!lua
-- Writes a sign-in and adds it to its rep's list.
-- Guarantee: both or neither; one that is not listed could not be revoked with the rep.
-- KEYS  1 sign-in  2 the rep's list (hash -> end)
-- ARGV  1 hash  2 rep  3 at  4 expiresAt  5 ms to keep it  6 ends before this leave the list
-- Returns nothing
redis.call('HSET', KEYS[1], 'rep', ARGV[2], 'at', ARGV[3], 'expiresAt', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', '(' .. ARGV[6])
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
-- The list lives as long as the longest of it.
if redis.call('PTTL', KEYS[2]) < tonumber(ARGV[5]) then redis.call('PEXPIRE', KEYS[2], ARGV[5]) end
return false
