#!lua
-- Counts a failed attempt under each key.
-- Guarantee: what failed at once is counted each time.
-- KEYS  1… failures
-- ARGV  1 ms to keep them
-- Returns the longest wait in ms
local at, longest = now(), 0
for _, key in ipairs(KEYS) do
  local count = failures_of(key, at) + 1
  redis.call('SET', key, text(count) .. '|' .. text(at), 'PX', ARGV[1])
  longest = math.max(longest, wait_of(count, at, at))
end
return text(longest)
