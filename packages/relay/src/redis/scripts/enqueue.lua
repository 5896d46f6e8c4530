#!lua
-- Puts a conversation into a list of a team's: its queue, or its conversations by message.
-- Guarantee: it is in once, at the place that the time said last gives it.
-- KEYS  1 list (conversation by time)  2 list's sites (conversation -> site)
-- ARGV  1 team  2 conversation  3 site  4 queuedAt
-- Returns nothing
redis.call('ZADD', KEYS[1], ARGV[4], ARGV[2])
redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
bell('team/' .. ARGV[1])
return false
