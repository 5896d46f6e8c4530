#!lua
-- Writes a ticket that is good for a time.
-- Guarantee: it is kept beyond its end, so that trying it then uses it up.
-- KEYS  1 ticket (until|document)
-- ARGV  1 ms it is good  2 document  3 ms to keep it
-- Returns nothing
redis.call('SET', KEYS[1], text(now() + tonumber(ARGV[1])) .. '|' .. ARGV[2], 'PX', ARGV[3])
return false
