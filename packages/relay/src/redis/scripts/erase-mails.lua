#!lua flags=allow-oom
-- Forgets a conversation's letters that are on their way.
-- Guarantee: all in one step; doing it again changes nothing, and none of them is remembered where it leaves all the same.
-- KEYS  1 due  2 orders  3 attempts
-- ARGV  1 conversation
-- Returns nothing
local flat = redis.call('HGETALL', KEYS[2])
for i = 1, #flat, 2 do
  if cjson.decode(flat[i + 1]).conversation == ARGV[1] then
    redis.call('ZREM', KEYS[1], flat[i])
    redis.call('HDEL', KEYS[2], flat[i])
    redis.call('HDEL', KEYS[3], flat[i])
  end
end
return false
