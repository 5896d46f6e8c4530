#!lua
-- Gives a conversation by message to the best of the candidates who has room for one more, and puts it on the list as theirs.
-- Guarantee: nobody gets more than the limit, however many ask at once; what is a candidate's already stays so, and counts once.
-- KEYS  1 list  2 what each brings along  3 loads  4 reps
-- ARGV  1 team  2 conversation  3 what it brings along, but for whose it is  4 queuedAt  5 preferred (or empty)
--       6… per candidate: rep, most, weight in thousandths
-- Returns assigned rep | none nobody | none at_capacity
local at, owner, names, best = now(), owner_of(KEYS[2], ARGV[2]), {}, nil
for i = 6, #ARGV, 3 do
  if ARGV[i] == owner then return { 'assigned', owner } end
  names[#names + 1] = ARGV[i]
end
if #names == 0 then return { 'none', 'nobody' } end
for i, rep in ipairs(names) do
  local load, most = tonumber(redis.call('HGET', KEYS[3], rep) or '0'), tonumber(ARGV[3 + 3 * i + 1])
  if load < most then
    local weight = tonumber(ARGV[3 + 3 * i + 2])
    local idle_since = string.match(redis.call('HGET', KEYS[4], rep) or '|0', '|(%d+)')
    local one = {
      rep = rep, load = load, weighted = most * weight, idle = (at - tonumber(idle_since)) * weight, is_preferred = rep == ARGV[5],
    }
    if not best or is_better(one, best) then best = one end
  end
end
if not best then return { 'none', 'at_capacity' } end
give(KEYS[2], KEYS[3], ARGV[2], best.rep)
redis.call('ZADD', KEYS[1], ARGV[4], ARGV[2])
redis.call('HSET', KEYS[2], ARGV[2], ARGV[3] .. best.rep)
bell('team/' .. ARGV[1])
return { 'assigned', best.rep }
