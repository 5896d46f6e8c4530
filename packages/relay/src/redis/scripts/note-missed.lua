#!lua
-- Counts a ring that a rep let pass.
-- Guarantee: each claim counts once, as long as it is among the last that are remembered.
-- KEYS  1 missed
-- ARGV  1 rep  2 claim  3 how many claims are remembered
-- Returns how many in a row
local known = redis.call('HGET', KEYS[1], ARGV[1])
local s = known and split(known) or { '0' }
for i = 2, #s do
  if s[i] == ARGV[2] then return tonumber(s[1]) end
end
local count = tonumber(s[1]) + 1
s[1] = text(count)
s[#s + 1] = ARGV[2]
if #s - 1 > tonumber(ARGV[3]) then table.remove(s, 2) end
redis.call('HSET', KEYS[1], ARGV[1], table.concat(s, '|'))
return count
