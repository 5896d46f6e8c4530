#!lua
-- Takes a slot of the best candidate: available, present, below capacity, not excluded; by the caller's order if one is given, else the preferred
-- one if free, the least occupied, the longest idle, by id. A claim that serves the queue charges its site's turn.
-- Guarantee: nobody gets more claims than the capacity; asking again with one claim gives the same answer, takes no second slot and no second
-- turn; a floor that moved on since the caller looked gives nobody.
-- KEYS  1 roster  2 ready  3 present  4 loads  5 claims  6 version  7 turns
-- ARGV  1 team  2 claim  3 state  4 dueAfterMs  5 what the claim is for: site|conversation  6 version (empty: any)  7 site served (empty: none)
--       8 what its turn costs  9 preferred (or empty)  10 how many are excluded, and they; then how many of the caller's order (empty: no order),
--       and they
-- Returns claimed rep dueAt | none nobody | none at_capacity | none moved_on | roster
local old = redis.call('HGET', KEYS[5], ARGV[2])
if old then
  local c = split(old)
  return { 'claimed', c[1], text(tonumber(c[4]) + tonumber(ARGV[4])) }
end
if ARGV[6] ~= '' and ARGV[6] ~= (redis.call('GET', KEYS[6]) or '0') then return { 'none', 'moved_on' } end
local roster = roster_of(KEYS[1])
if not roster then return { 'roster' } end
local at, excluded, rest = now(), excluded_in(ARGV, 10)
local asked = { at = at, roster = roster, ready = KEYS[2], present = KEYS[3], preferred = ARGV[9], excluded = excluded }

local best
for i = rest + 1, #ARGV do best = best or candidate(asked, ARGV[i]) or nil end
if not best then
  local found, is_anybody_there = best_of(asked, 1)
  if #found == 0 then return { 'none', is_anybody_there and 'at_capacity' or 'nobody' } end
  if ARGV[rest] ~= '' then return { 'none', 'moved_on' } end
  best = found[1]
end

local due = text(at + tonumber(ARGV[4]))
redis.call('HSET', KEYS[5], ARGV[2], table.concat({ best.rep, ARGV[3], due, text(at), ARGV[5] }, '|'))
redis.call('HINCRBY', KEYS[4], best.rep, '1')
redis.call('ZINCRBY', KEYS[2], text(load_step), best.rep)
if ARGV[7] ~= '' then
  -- As chargeTurn of core/queue.ts: virtual time moves on to where the site stood, and is counted from there.
  local turns, moved, level = table_of(redis.call('HGETALL', KEYS[7])), { ARGV[7], ARGV[8] }, {}
  local stood = tonumber(turns[ARGV[7]] or '0')
  turns[ARGV[7]] = nil
  for site, stands in pairs(turns) do
    local ahead = tonumber(stands) - stood
    if ahead <= 0 then level[#level + 1] = site
    elseif stood > 0 then moved[#moved + 1] = site; moved[#moved + 1] = text(ahead) end
  end
  if #level > 0 then redis.call('HDEL', KEYS[7], unpack(level)) end
  redis.call('HSET', KEYS[7], unpack(moved))
end
raise(KEYS[6], ARGV[1])
return { 'claimed', best.rep, due }
