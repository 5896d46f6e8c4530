#!lua
-- Numbers and appends journal items.
-- Guarantee: 1, 2, 3 … without gaps; an item whose key has a row keeps it.
-- KEYS  1 journal (entry 7 under the id 7-0: t time, d item)  2 journal keys (key -> number)
-- ARGV  1 site  2… per item: key, item
-- Returns per item: number, at, item
local at, rows, fresh = now(), {}, false
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', '1')[1]
local top = last and tonumber(string.match(last[1], '^%d+')) or 0

local function row_of(number)
  local found = number and redis.call('XRANGE', KEYS[1], number .. '-0', number .. '-0')[1]
  return found and found[2]
end

for i = 2, #ARGV, 2 do
  local number = redis.call('HGET', KEYS[2], ARGV[i])
  local row = row_of(number)
  if not row then
    top, fresh = top + 1, true
    number, row = text(top), { 't', text(at), 'd', ARGV[i + 1] }
    redis.call('XADD', KEYS[1], number .. '-0', unpack(row))
    redis.call('HSET', KEYS[2], ARGV[i], number)
  end
  rows[#rows + 1] = number; rows[#rows + 1] = row[2]; rows[#rows + 1] = row[4]
end
if fresh then bell('site/' .. ARGV[1]) end
return rows
