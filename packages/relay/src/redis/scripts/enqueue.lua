#!lua
-- Puts a conversation into a team's queue.
-- Guarantee: it is in once, at the place that was said last.
-- KEYS  1 queue (conversation by time)  2 what each brings along (conversation -> site|priority|share|returned|rep)
-- ARGV  1 team  2 conversation  3 what it brings along  4 queuedAt
-- Returns nothing
redis.call('ZADD', KEYS[1], ARGV[4], ARGV[2])
redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
bell('team/' .. ARGV[1])
return false
