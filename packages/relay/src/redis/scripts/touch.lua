#!lua
-- Notes that a conversation moved, for the site's list.
-- Guarantee: a touch never moves one back.
-- KEYS  1 touched
-- ARGV  1 conversation
-- Returns nothing
redis.call('ZADD', KEYS[1], 'GT', text(now()), ARGV[1])
return false
