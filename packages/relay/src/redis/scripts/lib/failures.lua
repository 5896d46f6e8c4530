-- Failed attempts under one key, as "count|last". The first five are free, then 1 s, doubled by each up to 15 minutes; forgotten an hour after
-- the last.
local function failures_of(key, at)
  local count, last = string.match(redis.call('GET', key) or '', '^(%d+)|(%d+)$')
  if not count or at - tonumber(last) >= 3600000 then return 0, 0 end
  return tonumber(count), tonumber(last)
end

-- What is still to be waited, in ms; never below 0.
local function wait_of(count, last, at)
  if count <= 5 then return 0 end
  return math.max(0, last + math.min(900000, 1000 * 2 ^ (count - 6)) - at)
end
