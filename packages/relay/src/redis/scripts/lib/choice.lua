-- Whom to choose. Candidates come as rep, capacity, weight in thousandths, in the order of their ids, so that a tie needs no comparing of texts.
--   args[first]: the preferred rep (or empty)   args[first + 1]: their number, then three fields each   then: how many are excluded, and they
-- Returns those who are free, whether anybody is there at all, and where the arguments go on.
local function free_of(at, reps, leases, loads, args, first)
  local free, is_anybody_there, excluded = {}, false, {}
  local last = first + 1 + 3 * tonumber(args[first + 1])
  local rest = last + 2 + tonumber(args[last + 1])
  for i = last + 2, rest - 1 do excluded[args[i]] = true end
  local standing, flat = {}, redis.call('HGETALL', reps)
  for i = 1, #flat, 2 do standing[flat[i]] = flat[i + 1] end
  for i = first + 2, last, 3 do
    local rep = args[i]
    if not excluded[rep] then
      local status, idle_since = string.match(standing[rep] or '|0', '^([^|]*)|(%d+)')
      -- Without leases nobody's presence is asked.
      if not leases or (status == 'available' and leases[rep] and at < leases[rep]) then
        is_anybody_there = true
        local capacity, load = tonumber(args[i + 1]), loads[rep] or 0
        if load < capacity then
          local weight = tonumber(args[i + 2])
          free[#free + 1] = {
            rep = rep, load = load, room = capacity * weight, idle = (at - tonumber(idle_since)) * weight, place = i,
            is_preferred = rep == args[first],
          }
        end
      end
    end
  end
  return free, is_anybody_there, rest
end

-- The preferred one; the least occupied by share of capacity and weight (crosswise: exact, where a division would not be); the longest idle by
-- weight; by id.
local function is_better(a, b)
  if a.is_preferred ~= b.is_preferred then return a.is_preferred end
  local left, right = a.load * b.room, b.load * a.room
  if left ~= right then return left < right end
  if a.idle ~= b.idle then return a.idle > b.idle end
  return a.place < b.place
end
