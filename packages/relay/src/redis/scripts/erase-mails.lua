#!lua flags=allow-oom
-- Forgets a conversation's letters, those on their way and the keys of those that left.
-- Guarantee: all in one step; doing it again changes nothing.
-- KEYS  1 due  2 orders  3 attempts  4 settled
-- ARGV  1 conversation  2… what a key of one that left holds
-- Returns nothing
local flat = redis.call('HGETALL', KEYS[2])
for i = 1, #flat, 2 do
  if cjson.decode(flat[i + 1]).conversation == ARGV[1] then
    redis.call('ZREM', KEYS[1], flat[i])
    redis.call('HDEL', KEYS[2], flat[i])
    redis.call('HDEL', KEYS[3], flat[i])
  end
end
for _, key in ipairs(redis.call('ZRANGE', KEYS[4], '0', '-1')) do
  for i = 2, #ARGV do
    if string.find(key, ARGV[i], 1, true) then redis.call('ZREM', KEYS[4], key) end
  end
end
return false
