-- Invitations under way: grant -> until|at|site|conversation|value (value may be empty).
-- Forgets those that are over, and returns how many are left.
local function forget_grants(key, at)
  local flat, live = redis.call('HGETALL', key), 0
  for i = 1, #flat, 2 do
    if tonumber(string.match(flat[i + 1], '^[^|]*')) <= at then redis.call('HDEL', key, flat[i]) else live = live + 1 end
  end
  return live
end
