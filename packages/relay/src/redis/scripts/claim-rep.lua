#!lua
-- Takes a slot of the best candidate: available, present, below capacity, not excluded; the preferred one if free, else the least occupied,
-- then the longest idle, then by id.
-- Guarantee: nobody gets more claims than the capacity; asking again with one claim gives the same answer and takes no second slot.
-- KEYS  1 reps  2 leases  3 claims
-- ARGV  1 team  2 claim  3 state  4 dueAfterMs  5 what the claim is for: site|conversation  6 preferred rep (or empty)
--       7 number of candidates, then per candidate: rep, capacity; then the excluded reps
-- Returns claimed rep dueAt | none nobody | none at_capacity
local old = redis.call('HGET', KEYS[3], ARGV[2])
if old then
  local c = split(old)
  return { 'claimed', c[1], text(tonumber(c[4]) + tonumber(ARGV[4])) }
end
local at, leases, loads = now(), leases_of(KEYS[2]), loads_of(KEYS[3])
local excluded, last = {}, 7 + 2 * tonumber(ARGV[7])
for i = last + 1, #ARGV do excluded[ARGV[i]] = true end

local function is_better(a, b)
  local left, right = a.load * b.capacity, b.load * a.capacity
  if left ~= right then return left < right end
  if a.idle ~= b.idle then return a.idle < b.idle end
  return a.rep < b.rep
end

local best, is_anybody_there
for i = 8, last, 2 do
  local rep, capacity = ARGV[i], tonumber(ARGV[i + 1])
  local s = split(redis.call('HGET', KEYS[1], rep) or '')
  if s[1] == 'available' and leases[rep] and at < leases[rep] and not excluded[rep] then
    is_anybody_there = true
    local one = { rep = rep, capacity = capacity, load = loads[rep] or 0, idle = tonumber(s[2]) }
    if one.load < capacity then
      if rep == ARGV[6] then best = one break end
      if not best or is_better(one, best) then best = one end
    end
  end
end
if not best then return { 'none', is_anybody_there and 'at_capacity' or 'nobody' } end
local due = text(at + tonumber(ARGV[4]))
redis.call('HSET', KEYS[3], ARGV[2], table.concat({ best.rep, ARGV[3], due, text(at), ARGV[5] }, '|'))
bell('team/' .. ARGV[1])
return { 'claimed', best.rep, due }
