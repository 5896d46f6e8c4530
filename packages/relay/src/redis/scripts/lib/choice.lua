-- Whom to choose. Candidates lie in a roster: rep -> kind, and under # how many they are and every kind that occurs. A kind is capacity:weight, the
-- weight in thousandths. What is asked besides:
--   asked: at, the roster, the keys ready and present, preferred (a rep or empty), excluded (a set of reps)

-- A roster's kinds by name, and how many candidates there are; nothing where the roster is not known (any more).
local function roster_of(key)
  local head = redis.call('HGET', key, '#')
  if not head then return nil end
  local parts, kinds = split(head), {}
  for i = 2, #parts do
    local capacity, weight = string.match(parts[i], '^(%d+):(%d+)$')
    kinds[parts[i]] = { capacity = tonumber(capacity), weight = tonumber(weight), weighted = capacity * weight }
  end
  return { key = key, kinds = kinds, count = tonumber(parts[1]) }
end

-- So many excluded follow, and they. Returns the set, and where the arguments go on.
local function excluded_in(args, first)
  local excluded, rest = {}, first + 1 + tonumber(args[first])
  for i = first + 1, rest - 1 do excluded[args[i]] = true end
  return excluded, rest
end

local function is_before(a, b)
  for i = 1, math.min(#a, #b) do
    local x, y = string.byte(a, i), string.byte(b, i)
    if x ~= y then return x < y end
  end
  return #a < #b
end

-- The preferred one; the least occupied by share of capacity and weight (crosswise: exact, where a division would not be); the longest idle by
-- weight; by id.
local function is_better(a, b)
  if a.is_preferred ~= b.is_preferred then return a.is_preferred end
  local left, right = a.load * b.weighted, b.load * a.weighted
  if left ~= right then return left < right end
  if a.idle ~= b.idle then return a.idle > b.idle end
  return is_before(a.rep, b.rep)
end

-- A rep who is available: nothing for who may not be chosen, false for who is full.
local function look_at(asked, rep, score, kind, till)
  if asked.excluded[rep] or not till or asked.at >= tonumber(till) then return nil end
  local load = math.floor(score / load_step)
  if load >= kind.capacity then return false end
  return {
    rep = rep, load = load, weighted = kind.weighted, idle = (asked.at - (score - load * load_step)) * kind.weight,
    is_preferred = rep == asked.preferred,
  }
end

-- One candidate by name, as look_at tells.
local function candidate(asked, rep)
  local kind = asked.roster.kinds[redis.call('HGET', asked.roster.key, rep) or '']
  local score = kind and redis.call('ZSCORE', asked.ready, rep)
  if not score then return nil end
  return look_at(asked, rep, tonumber(score), kind, redis.call('HGET', asked.present, rep))
end

-- Could anybody from this score on, of a kind that is still looked for, come before `worst`? Whoever follows is as loaded at least, or no longer idle.
local function may_beat(asked, score, worst)
  local load = math.floor(score / load_step)
  local idle = asked.at - (score - load * load_step)
  for _, kind in pairs(asked.roster.kinds) do
    local left, right = load * worst.weighted, worst.load * kind.weighted
    if kind.wanted > 0 and (left < right or (left == right and idle * kind.weight >= worst.idle)) then return true end
  end
  return false
end

-- Few candidates on a large floor: each of them is looked up.
local function each_of(asked)
  local found, is_anybody_there, names, flat = {}, false, {}, redis.call('HGETALL', asked.roster.key)
  local kinds = table_of(flat)
  for i = 1, #flat, 2 do
    if flat[i] ~= '#' then names[#names + 1] = flat[i] end
  end
  if #names == 0 then return found, false end
  local scores = redis.call('ZMSCORE', asked.ready, unpack(names))
  local tills = redis.call('HMGET', asked.present, unpack(names))
  for i, rep in ipairs(names) do
    local one = scores[i] and look_at(asked, rep, tonumber(scores[i]), asked.roster.kinds[kinds[rep]], tills[i])
    if one ~= nil and scores[i] then is_anybody_there = true end
    if one then found[#found + 1] = one end
  end
  return found, is_anybody_there
end

-- The floor is gone through, the least loaded first. Within a kind that is the order of choice, so of each kind the first `most` are enough. Where
-- too few are found at once, and to go on would take longer than to look up each candidate (of those who are ready one comes every ready / count), each
-- is looked up.
local function first_of(asked, most)
  local found, is_anybody_there, from, size = {}, false, 0, 4
  for _, kind in pairs(asked.roster.kinds) do kind.wanted = most end
  while true do
    local names, is_over = redis.call('ZRANGE', asked.ready, text(from), text(from + size - 1)), true
    if #names == 0 then return found, is_anybody_there end
    local kinds = redis.call('HMGET', asked.roster.key, unpack(names))
    local tills = redis.call('HMGET', asked.present, unpack(names))
    for i, rep in ipairs(names) do
      local kind = asked.roster.kinds[kinds[i] or '']
      if kind and kind.wanted > 0 then
        -- Scores are asked for one by one: to write one down costs more than to find it.
        local one = look_at(asked, rep, tonumber(redis.call('ZSCORE', asked.ready, rep)), kind, tills[i])
        if one ~= nil then is_anybody_there = true end
        if one then found[#found + 1] = one; kind.wanted = kind.wanted - 1 elseif one == false then kind.wanted = 0 end
      end
    end
    for _, kind in pairs(asked.roster.kinds) do is_over = is_over and kind.wanted == 0 end
    if not is_over and #found >= most then
      table.sort(found, is_better)
      is_over = not may_beat(asked, tonumber(redis.call('ZSCORE', asked.ready, names[#names])), found[most])
    end
    if is_over then return found, is_anybody_there end
    if from == 0 and #found < most and asked.roster.count ^ 2 < redis.call('ZCARD', asked.ready) then return each_of(asked) end
    from, size = from + size, math.min(4 * size, 512)
  end
end

-- The best `most` who are free, the best first, and whether anybody is there at all.
local function best_of(asked, most)
  local preferred = asked.preferred ~= '' and candidate(asked, asked.preferred)
  if preferred and most == 1 then return { preferred }, true end
  local found, is_anybody_there = first_of(asked, most)
  if preferred then
    -- First of all, and not always among the first by load.
    for i = #found, 1, -1 do
      if found[i].rep == preferred.rep then table.remove(found, i) end
    end
    found[#found + 1] = preferred
  end
  table.sort(found, is_better)
  for i = #found, most + 1, -1 do found[i] = nil end
  return found, is_anybody_there
end
