#!lua
-- Puts a conversation on a team's list of those by message.
-- Guarantee: it is on it once, at the place that was said last, and counts for whose it was said to be last.
-- KEYS  1 list (conversation by time)  2 what each brings along  3 loads (rep -> how many are theirs)
-- ARGV  1 team  2 conversation  3 what it brings along  4 queuedAt  5 whose it is (or empty)
-- Returns nothing
give(KEYS[2], KEYS[3], ARGV[2], ARGV[5])
redis.call('ZADD', KEYS[1], ARGV[4], ARGV[2])
redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
bell('team/' .. ARGV[1])
return false
