#!lua
-- Puts a compacted conversation back as it was: log, state, senders.
-- Guarantee: only while the value is the one that was read; what was set in the state since stays. Done again it changes nothing.
-- KEYS  1 log  2 state  3 senders
-- ARGV  1 value as text  2 fields of the state  3 senders  4… names and values of both, then per entry: offset, number of words, names and values
-- Returns nothing
if not is_compacted(KEYS[1]) or as_text(redis.call('GET', KEYS[1])) ~= ARGV[1] then return false end
redis.call('DEL', KEYS[1])
local i = 4
for _ = 1, tonumber(ARGV[2]) do
  redis.call('HSETNX', KEYS[2], ARGV[i], ARGV[i + 1])
  i = i + 2
end
for _ = 1, tonumber(ARGV[3]) do
  redis.call('HSET', KEYS[3], ARGV[i], ARGV[i + 1])
  i = i + 2
end
while ARGV[i] do
  local last = i + 1 + ARGV[i + 1]
  redis.call('XADD', KEYS[1], ARGV[i] .. '-0', unpack(ARGV, i + 2, last))
  i = last + 1
end
return false
