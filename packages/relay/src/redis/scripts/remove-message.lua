#!lua flags=allow-oom
-- Takes a conversation off a team's list of those by message.
-- Guarantee: off it is, counts for nobody, and the bell rings only if it was on it.
-- KEYS  1 list  2 what each brings along  3 loads
-- ARGV  1 team  2 conversation
-- Returns nothing
give(KEYS[2], KEYS[3], ARGV[2], '')
redis.call('HDEL', KEYS[2], ARGV[2])
if redis.call('ZREM', KEYS[1], ARGV[2]) == 1 then bell('team/' .. ARGV[1]) end
return false
