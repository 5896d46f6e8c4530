#!lua flags=allow-oom
-- Counts anew what is counted as it goes, and makes it right.
-- Guarantee: what is right stays untouched; afterwards counters and places are what claims, statuses and the list say.
-- KEYS  1 claims  2 loads  3 by message: what each brings along  4 their loads  5 reps  6 present  7 ready  8 version
-- ARGV  1 team  2 ms after which who is gone is ready no more
-- Returns the reps of whom something was wrong
local at, wrong, is_wrong = now(), {}, {}
local function note(rep)
  if not is_wrong[rep] then wrong[#wrong + 1] = rep; is_wrong[rep] = true end
end
local function mend(key, counted)
  local stored = table_of(redis.call('HGETALL', key))
  for rep in pairs(stored) do
    if not counted[rep] then note(rep); redis.call('HDEL', key, rep) end
  end
  for rep, count in pairs(counted) do
    if tonumber(stored[rep] or '0') ~= count then note(rep); redis.call('HSET', key, rep, text(count)) end
  end
end

local claims, messages = {}, {}
for _, value in ipairs(redis.call('HVALS', KEYS[1])) do
  local rep = string.match(value, '^[^|]*')
  claims[rep] = (claims[rep] or 0) + 1
end
for _, value in ipairs(redis.call('HVALS', KEYS[3])) do
  local rep = string.match(value, '|([^|]*)$')
  if rep ~= '' then messages[rep] = (messages[rep] or 0) + 1 end
end
mend(KEYS[2], claims)
mend(KEYS[4], messages)

local reps, present = table_of(redis.call('HGETALL', KEYS[5])), table_of(redis.call('HGETALL', KEYS[6]))
local ready = table_of(redis.call('ZRANGE', KEYS[7], '0', '-1', 'WITHSCORES'))
for rep, value in pairs(reps) do
  local status, idle_since = string.match(value, '^([^|]*)|(%d+)')
  local is_kept = present[rep] and tonumber(present[rep]) > at - tonumber(ARGV[2])
  local due = status == 'available' and (ready[rep] or is_kept) and place_for(claims[rep] or 0, idle_since) or nil
  local stands = ready[rep] and text(tonumber(ready[rep])) or nil
  if due ~= stands then
    note(rep)
    place_again(KEYS[5], KEYS[2], KEYS[7], rep)
  end
end
for rep in pairs(ready) do
  if not reps[rep] then note(rep); redis.call('ZREM', KEYS[7], rep) end
end
if #wrong > 0 then raise(KEYS[8], ARGV[1]) end
table.sort(wrong, is_before)
return wrong
