-- A team's floor. Values hold their fields with a bar between; the wrappers let no field pass that holds one.
--   reps: rep -> status|idleSince|cause (cause may be empty or missing)    leases: node|rep -> until
--   present: rep -> until, the latest over all nodes                       claims: claim -> rep|state|dueAt|at|site|conversation (dueAt may be empty)
--   loads: rep -> how many claims, of any state, name the rep; nothing for none
--   ready: the reps who are available, the least loaded first, then the longest idle; who has been gone for long may be missing
local function split(value)
  local parts = {}
  for part in string.gmatch(value .. '|', '([^|]*)|') do parts[#parts + 1] = part end
  return parts
end

-- A hash or a sorted set with its scores as a table.
local function table_of(flat)
  local found = {}
  for i = 1, #flat, 2 do found[flat[i]] = flat[i + 1] end
  return found
end

-- A rep appears on the floor with the first word about it, offline.
local function admit(reps, rep) redis.call('HSETNX', reps, rep, 'offline|0') end

-- A place among the ready: load and idle time in one number, exact for loads below 2,048 and instants before the year 2109.
local load_step = 2 ^ 42
local function place_for(load, idle_since) return text(tonumber(load) * load_step + tonumber(idle_since)) end

-- Puts a rep among the ready where load and idle time say; out, who is not available.
local function place(ready, rep, status, load, idle_since)
  if status == 'available' then
    redis.call('ZADD', ready, place_for(load, idle_since), rep)
  else
    redis.call('ZREM', ready, rep)
  end
end

-- The same for a rep of whom nothing else is known yet.
local function place_again(reps, loads, ready, rep)
  local status, idle_since = string.match(redis.call('HGET', reps, rep) or '', '^([^|]*)|(%d+)')
  place(ready, rep, status, redis.call('HGET', loads, rep) or 0, idle_since)
end

-- One less names the rep. Returns how many are left.
local function uncount(loads, rep)
  local left = redis.call('HINCRBY', loads, rep, '-1')
  if left <= 0 then redis.call('HDEL', loads, rep) end
  return left
end

-- Who may be claimed is another than before.
local function raise(version, team)
  redis.call('INCR', version)
  bell('team/' .. team)
end
