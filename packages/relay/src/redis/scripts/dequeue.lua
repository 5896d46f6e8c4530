#!lua flags=allow-oom
-- Takes a conversation out of a team's queue.
-- Guarantee: out it is, and the bell rings only if it was in.
-- KEYS  1 queue  2 what each brings along
-- ARGV  1 team  2 conversation
-- Returns nothing
redis.call('HDEL', KEYS[2], ARGV[2])
if redis.call('ZREM', KEYS[1], ARGV[2]) == 1 then bell('team/' .. ARGV[1]) end
return false
