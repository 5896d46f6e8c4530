-- Takes a slot of the best candidate: available, present, below capacity, not excluded; the preferred one if free, else the least occupied,
-- then the longest idle, then by id. Asking again with one claim gives the same answer.
-- KEYS 1 reps  2 leases  3 claims
-- ARGV 1 now  2 team  3 claim  4 site  5 conversation  6 state  7 dueAfterMs  8 prefer (or empty)  9 number of candidates
--      then rep, capacity per candidate, then the excluded reps
-- Returns claimed rep dueAt | none reason
local old = redis.call('HGET', KEYS[3], ARGV[3])
if old then
  local c = split(old)
  return { 'claimed', c[1], text(tonumber(c[4]) + tonumber(ARGV[7])) }
end
local at, leases = now(), leases_of(KEYS[2])
local _, loads = claims_of(KEYS[3])
local excluded, last = {}, 9 + 2 * tonumber(ARGV[9])
for i = last + 1, #ARGV do excluded[ARGV[i]] = true end
local best, ready = nil, false
local function better(a, b)
  local left, right = a.load * b.capacity, b.load * a.capacity
  if left ~= right then return left < right end
  if a.idle ~= b.idle then return a.idle < b.idle end
  return a.rep < b.rep
end
for i = 10, last, 2 do
  local rep, capacity = ARGV[i], tonumber(ARGV[i + 1])
  local known = redis.call('HGET', KEYS[1], rep)
  local s = known and split(known)
  if s and s[1] == 'available' and leases[rep] and at < leases[rep] and not excluded[rep] then
    ready = true
    local standing = { rep = rep, capacity = capacity, load = loads[rep] or 0, idle = tonumber(s[2]) }
    if standing.load < capacity then
      if rep == ARGV[8] then best = standing break end
      if not best or better(standing, best) then best = standing end
    end
  end
end
if not best then return { 'none', ready and 'at_capacity' or 'nobody' } end
local due = text(at + tonumber(ARGV[7]))
redis.call('HSET', KEYS[3], ARGV[3], table.concat({ best.rep, ARGV[6], due, text(at), ARGV[4], ARGV[5] }, '|'))
bell('team/' .. ARGV[2])
return { 'claimed', best.rep, due }
