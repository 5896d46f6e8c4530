-- A site's journal: entry 7 under the id 7-0, t time, d item; and which key has which number.
local function journal_top(journal)
  local last = redis.call('XREVRANGE', journal, '+', '-', 'COUNT', '1')[1]
  return last and tonumber(string.match(last[1], '^%d+')) or 0
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
