#!lua flags=no-writes
-- Reads a value of sealed journal rows: the first of those whose last number lies behind a number, or, going back, the last that begins before one.
-- Guarantee: whole values, by their order.
-- KEYS  1 sealed
-- ARGV  1 after | before  2 number
-- Returns the value as text, or nothing where there is none
local number = tonumber(ARGV[2])
if ARGV[1] == 'after' then
  local found = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. ARGV[2], '+inf', 'LIMIT', '0', '1')[1]
  return found and as_text(found)
end
-- One that ends at the number or behind it may begin before it.
local over = redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[2], '+inf', 'LIMIT', '0', '1')[1]
if over and tonumber(string.match(over, '^%d+')) < number then return as_text(over) end
local below = redis.call('ZREVRANGEBYSCORE', KEYS[1], '(' .. ARGV[2], '-inf', 'LIMIT', '0', '1')[1]
return below and as_text(below)
