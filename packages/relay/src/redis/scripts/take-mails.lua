#!lua
-- Takes letters that are due, each for the time of a lease.
-- Guarantee: nobody else takes one before its lease is over.
-- KEYS  1 due  2 orders  3 attempts (key -> count)
-- ARGV  1 at most  2 lease in ms
-- Returns per letter: order, attempts before this one
local taken, at = {}, now()
for _, key in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', text(at), 'LIMIT', '0', ARGV[1])) do
  redis.call('ZADD', KEYS[1], text(at + tonumber(ARGV[2])), key)
  taken[#taken + 1] = redis.call('HGET', KEYS[2], key)
  taken[#taken + 1] = redis.call('HINCRBY', KEYS[3], key, '1') - 1
end
return taken
