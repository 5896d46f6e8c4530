-- Shared by the floor's scripts, behind the prelude.
-- reps: rep -> status|idleSince    leases: node|rep -> until    claims: claim -> rep|state|dueAt|at|site|conversation (dueAt may be empty)
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
local function claims_of(key)
  local list, loads, flat = {}, {}, redis.call('HGETALL', key)
  for i = 1, #flat, 2 do
    local c = split(flat[i + 1])
    c.claim = flat[i]
    list[#list + 1] = c
    loads[c[1]] = (loads[c[1]] or 0) + 1
  end
  return list, loads
end
-- A rep appears on the floor with the first word about it, offline.
local function admit(reps, rep) redis.call('HSETNX', reps, rep, 'offline|0') end
