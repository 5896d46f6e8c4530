-- A team's floor. Values hold their fields with a bar between; the wrappers let no field pass that holds one.
--   reps: rep -> status|idleSince|cause (cause may be empty or missing)    leases: node|rep -> until
--   claims: claim -> rep|state|dueAt|at|site|conversation (dueAt may be empty)
local function split(value)
  local parts = {}
  for part in string.gmatch(value .. '|', '([^|]*)|') do parts[#parts + 1] = part end
  return parts
end

-- Until when each rep is present: the latest over all nodes.
local function leases_of(key)
  local until_by_rep, flat = {}, redis.call('HGETALL', key)
  for i = 1, #flat, 2 do
    local rep, t = string.match(flat[i], '|(.*)$'), tonumber(flat[i + 1])
    if not until_by_rep[rep] or t > until_by_rep[rep] then until_by_rep[rep] = t end
  end
  return until_by_rep
end

-- How many claims each rep has, of any state.
local function loads_of(key)
  local loads = {}
  for _, value in ipairs(redis.call('HVALS', key)) do
    local rep = string.sub(value, 1, string.find(value, '|', 1, true) - 1)
    loads[rep] = (loads[rep] or 0) + 1
  end
  return loads
end

-- A rep appears on the floor with the first word about it, offline.
local function admit(reps, rep) redis.call('HSETNX', reps, rep, 'offline|0') end

-- Who may be claimed is another than before.
local function raise(version, team)
  redis.call('INCR', version)
  bell('team/' .. team)
end
