#!lua flags=allow-oom
-- Takes a conversation out of a list of a team's: its queue, or its conversations by message.
-- Guarantee: out it is, and the bell rings only if it was in.
-- KEYS  1 list  2 list's sites
-- ARGV  1 team  2 conversation
-- Returns nothing
redis.call('HDEL', KEYS[2], ARGV[2])
if redis.call('ZREM', KEYS[1], ARGV[2]) == 1 then bell('team/' .. ARGV[1]) end
return false
