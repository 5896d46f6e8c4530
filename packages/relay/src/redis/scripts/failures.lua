-- Counts failed attempts, or only looks. The first five are free, then 1 s doubling to 15 minutes; forgotten after an hour.
-- KEYS 1 failures      ARGV 1 now  2 count|look  3… keys
-- Returns the longest wait in ms
local at, longest = now(), 0
if ARGV[2] == 'count' and redis.call('HLEN', KEYS[1]) > 10000 then
  local flat = redis.call('HGETALL', KEYS[1])
  for i = 1, #flat, 2 do
    if at - tonumber(string.match(flat[i + 1], '|(%d+)$')) >= 7200000 then redis.call('HDEL', KEYS[1], flat[i]) end
  end
end
for i = 3, #ARGV do
  local count, last = 0, 0
  local stored = redis.call('HGET', KEYS[1], ARGV[i])
  if stored then
    local c, l = string.match(stored, '^(%d+)|(%d+)$')
    if at - tonumber(l) < 3600000 then count, last = tonumber(c), tonumber(l) end
  end
  if ARGV[2] == 'count' then
    count, last = count + 1, at
    redis.call('HSET', KEYS[1], ARGV[i], text(count) .. '|' .. text(last))
  end
  if count > 5 then longest = math.max(longest, last + math.min(900000, 1000 * 2 ^ (count - 6)) - at) end
end
return text(longest)
