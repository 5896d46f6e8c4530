-- KEYS 1 sign-in      ARGV 1 now
-- Returns rep at expiresAt, or nothing when there is none or it is over
local s = redis.call('HMGET', KEYS[1], 'rep', 'at', 'expiresAt')
if not s[1] or tonumber(s[3]) <= now() then return false end
return s
