#!lua flags=allow-oom
-- Takes a conversation off its site's list.
-- Guarantee: only from the place it had when it was looked at: who came back to it since is on the list.
-- KEYS  1 touched
-- ARGV  1 conversation  2 its place
-- Returns nothing
if redis.call('ZSCORE', KEYS[1], ARGV[1]) == ARGV[2] then redis.call('ZREM', KEYS[1], ARGV[1]) end
return false
