#!lua
-- Puts a letter off.
-- Guarantee: one that left does not come back.
-- KEYS  1 due  2 orders
-- ARGV  1 key  2 in ms
-- Returns nothing
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then
  redis.call('ZADD', KEYS[1], text(now() + tonumber(ARGV[2])), ARGV[1])
end
return false
