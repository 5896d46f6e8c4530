-- Single use: whoever takes it first has it.
-- KEYS 1 ticket      ARGV 1 now
-- Returns json, or nothing
local value = redis.call('GET', KEYS[1])
if not value then return false end
redis.call('DEL', KEYS[1])
local bar = string.find(value, '|', 1, true)
if tonumber(string.sub(value, 1, bar - 1)) <= now() then return false end
return string.sub(value, bar + 1)
