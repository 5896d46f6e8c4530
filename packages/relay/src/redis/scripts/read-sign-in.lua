#!lua flags=no-writes
-- A sign-in.
-- Guarantee: none that is over.
-- KEYS  1 sign-in
-- ARGV  none
-- Returns rep, at, expiresAt; or nothing
local s = redis.call('HMGET', KEYS[1], 'rep', 'at', 'expiresAt')
if not s[3] or tonumber(s[3]) <= now() then return false end
return s
