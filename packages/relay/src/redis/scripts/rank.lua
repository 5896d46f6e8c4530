#!lua flags=no-writes
-- Who would be claimed now, the best first; or, for conversations by message, who has room for one more.
-- Guarantee: everything as of one moment, and the version of that moment.
-- KEYS  1 reps  2 leases  3 claims  4 version  5 conversations by message: what each brings along
-- ARGV  1 live or message  2 most reps to name  3… candidates as choice.lua reads them
-- Returns version, reps | version, nobody or at_capacity
local is_live = ARGV[1] == 'live'
local loads = {}
if is_live then
  loads = loads_of(KEYS[3])
else
  for _, value in ipairs(redis.call('HVALS', KEYS[5])) do
    local rep = split(value)[5] or ''
    loads[rep] = (loads[rep] or 0) + 1
  end
end
local free, is_anybody_there = free_of(now(), KEYS[1], is_live and leases_of(KEYS[2]), loads, ARGV, 3)
local version = redis.call('GET', KEYS[4]) or '0'
if #free == 0 then return { version, is_anybody_there and 'at_capacity' or 'nobody' } end
table.sort(free, is_better)
local reps = {}
for i = 1, math.min(#free, tonumber(ARGV[2])) do reps[i] = free[i].rep end
return { version, reps }
