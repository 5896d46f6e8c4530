#!lua flags=no-writes
-- How long these keys must still wait after their failures.
-- Guarantee: only looks.
-- KEYS  1… failures
-- ARGV  none
-- Returns the longest wait in ms
local at, longest = now(), 0
for _, key in ipairs(KEYS) do
  local count, last = failures_of(key, at)
  longest = math.max(longest, wait_of(count, last, at))
end
return text(longest)
