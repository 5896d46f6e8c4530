-- What was counted under a name: `day|count` of its last day, days since 1970 in UTC.
local function today() return text(math.floor(now() / 86400000)) end

local function counted(budgets, name)
  local day, count = string.match(redis.call('HGET', budgets, name) or '', '^(%d+)|(%d+)$')
  return day == today() and tonumber(count) or 0
end
