#!lua
-- Takes a slot of the best candidate: available, present, below capacity, not excluded; by the caller's order if one is given, else the preferred
-- one if free, the least occupied, the longest idle, by id. A claim that serves the queue charges its site's turn.
-- Guarantee: nobody gets more claims than the capacity; asking again with one claim gives the same answer, takes no second slot and no second
-- turn; a floor that moved on since the caller looked gives nobody.
-- KEYS  1 reps  2 leases  3 claims  4 version  5 turns  6 released
-- ARGV  1 team  2 claim  3 state  4 dueAfterMs  5 what the claim is for: site|conversation  6 version (empty: any)  7 site served (empty: none)
--       8 what its turn costs  9… candidates as choice.lua reads them; then how many of the caller's order (empty: no order), and they
-- Returns claimed rep dueAt | none nobody | none at_capacity | none moved_on
local old = redis.call('HGET', KEYS[3], ARGV[2])
if old then
  local c = split(old)
  return { 'claimed', c[1], text(tonumber(c[4]) + tonumber(ARGV[4])) }
end
if ARGV[6] ~= '' and ARGV[6] ~= (redis.call('GET', KEYS[4]) or '0') then return { 'none', 'moved_on' } end
local at = now()
local free, is_anybody_there, rest = free_of(at, KEYS[1], leases_of(KEYS[2]), loads_of(KEYS[3]), ARGV, 9)
if #free == 0 then return { 'none', is_anybody_there and 'at_capacity' or 'nobody' } end

local best
if ARGV[rest] == '' then
  for _, one in ipairs(free) do
    if not best or is_better(one, best) then best = one end
  end
else
  local by_rep = {}
  for _, one in ipairs(free) do by_rep[one.rep] = one end
  for i = rest + 1, #ARGV do best = best or by_rep[ARGV[i]] end
  if not best then return { 'none', 'moved_on' } end
end

local due = text(at + tonumber(ARGV[4]))
redis.call('HSET', KEYS[3], ARGV[2], table.concat({ best.rep, ARGV[3], due, text(at), ARGV[5] }, '|'))
redis.call('ZREM', KEYS[6], ARGV[2])
if ARGV[7] ~= '' then
  -- As chargeTurn of core/queue.ts: virtual time moves on to where the site stood, and is counted from there.
  local turns, stood = redis.call('HGETALL', KEYS[5]), tonumber(redis.call('HGET', KEYS[5], ARGV[7]) or '0')
  for i = 1, #turns, 2 do
    local ahead = tonumber(turns[i + 1]) - stood
    if ahead <= 0 then redis.call('HDEL', KEYS[5], turns[i])
    elseif stood > 0 then redis.call('HSET', KEYS[5], turns[i], text(ahead)) end
  end
  redis.call('HSET', KEYS[5], ARGV[7], ARGV[8])
end
raise(KEYS[4], ARGV[1])
return { 'claimed', best.rep, due }
