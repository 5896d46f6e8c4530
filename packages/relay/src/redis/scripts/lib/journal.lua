-- A site's journal: entry 7 under the id 7-0, t time, d item; and which key has which number.
-- The highest number ever given: rows may be gone, numbers never come again.
local function journal_top(journal)
  if redis.call('EXISTS', journal) == 0 then return 0 end
  local facts = redis.call('XINFO', 'STREAM', journal)
  for i = 1, #facts, 2 do
    if facts[i] == 'last-generated-id' then return tonumber(string.match(facts[i + 1], '^%d+')) end
  end
end

-- The row of a key as number, time, item; nothing where it has none.
local function journal_row(journal, journal_keys, key)
  local number = redis.call('HGET', journal_keys, key)
  local found = number and redis.call('XRANGE', journal, number .. '-0', number .. '-0')[1]
  if not found then return nil end
  return { number, found[2][2], found[2][4] }
end

local function journal_add(journal, journal_keys, number, at, key, item)
  redis.call('XADD', journal, text(number) .. '-0', 't', text(at), 'd', item)
  redis.call('HSET', journal_keys, key, text(number))
  return { text(number), text(at), item }
end
