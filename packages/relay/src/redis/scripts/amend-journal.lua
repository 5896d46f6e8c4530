#!lua flags=allow-oom
-- Puts other items into the places of journal rows, or takes rows away.
-- Guarantee: a row keeps its number and time; the key it had is forgotten; one that is not there is passed over. Done again it changes nothing.
-- KEYS  1 journal  2 journal keys (key -> number)  3 amended (`number|at|item` by number)  4 a copy under way
-- ARGV  per row: number, item (empty: none)
-- Returns nothing

-- The time and item of a row, and takes it from where it lies.
local function take(number)
  local id = number .. '-0'
  local row = redis.call('XRANGE', KEYS[1], id, id)[1]
  if row then
    redis.call('XDEL', KEYS[1], id)
    return row[2][2], row[2][4]
  end
  local amended = redis.call('ZRANGEBYSCORE', KEYS[3], number, number)[1]
  if not amended then return nil end
  redis.call('ZREM', KEYS[3], amended)
  return string.match(amended, '^%d+|(%d+)|(.*)$')
end

-- It may have a row already that goes now.
redis.call('DEL', KEYS[4])
for i = 1, #ARGV, 2 do
  local number, item = ARGV[i], ARGV[i + 1]
  local at, old = take(number)
  if at then
    local key = cjson.decode(old).key
    if redis.call('HGET', KEYS[2], key) == number then redis.call('HDEL', KEYS[2], key) end
    if item ~= '' then redis.call('ZADD', KEYS[3], number, number .. '|' .. at .. '|' .. item) end
  end
end
return false
