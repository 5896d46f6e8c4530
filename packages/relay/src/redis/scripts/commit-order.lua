-- Replaces an order and its place in the list, if its revision is still the expected one.
-- KEYS 1 orders  2 by time      ARGV 1 now  2 key  3 expected revision  4 document  5 at
-- Returns committed at | stale document
local current = redis.call('HGET', KEYS[1], ARGV[2])
local revision, document = '0', ''
if current then
  local bar = string.find(current, '|', 1, true)
  revision, document = string.sub(current, 1, bar - 1), string.sub(current, bar + 1)
end
if revision ~= ARGV[3] then return { 'stale', document } end
redis.call('HSET', KEYS[1], ARGV[2], text(tonumber(ARGV[3]) + 1) .. '|' .. ARGV[4])
redis.call('ZADD', KEYS[2], ARGV[5], ARGV[2])
return { 'committed', text(now()) }
