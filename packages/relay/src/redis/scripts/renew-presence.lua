#!lua flags=allow-oom
-- A node's word on who is connected to it: those named are present for a lease, those it named before and left out are gone from now on.
-- Guarantee: the bell rings only if somebody came or went; a rep with a window on another node, too, does neither.
-- KEYS  1 leases  2 present  3 reps  4 loads  5 ready  6 version
-- ARGV  1 team  2 node  3 lease ms  4 ms after which an ended lease is forgotten  5 ms after which who is gone is ready no more  6… reps
-- Returns nothing
local at, named, written, ended = now(), {}, {}, {}
-- So many at once as Lua can hand over as arguments.
local function in_parts(command, key, list)
  for first = 1, #list, 1000 do redis.call(command, key, unpack(list, first, math.min(first + 999, #list))) end
end
for i = 6, #ARGV do
  local rep = ARGV[i]
  named[rep] = true
  written[#written + 1] = ARGV[2] .. '|' .. rep
  written[#written + 1] = text(at + tonumber(ARGV[3]))
end

local before, flat = table_of(redis.call('HGETALL', KEYS[2])), redis.call('HGETALL', KEYS[1])
for i = 1, #flat, 2 do
  local node, rep = string.match(flat[i], '^(.-)|(.*)$')
  local till = tonumber(flat[i + 1])
  if node == ARGV[2] and not named[rep] and till > at then
    written[#written + 1] = flat[i]
    written[#written + 1] = text(at)
  elseif till <= at - tonumber(ARGV[4]) then
    ended[#ended + 1] = flat[i]
  end
end
-- First: one that ended long ago may be named again now.
in_parts('HDEL', KEYS[1], ended)
in_parts('HSET', KEYS[1], written)

local after = {}
flat = redis.call('HGETALL', KEYS[1])
for i = 1, #flat, 2 do
  local rep, till = string.match(flat[i], '|(.*)$'), tonumber(flat[i + 1])
  if not after[rep] or till > after[rep] then after[rep] = till end
end
local is_changed, moved, gone, forgotten = false, {}, {}, {}
for rep, till in pairs(after) do
  local was_there, is_there = before[rep] ~= nil and at < tonumber(before[rep]), at < till
  if before[rep] ~= text(till) then moved[#moved + 1] = rep; moved[#moved + 1] = text(till) end
  if not before[rep] then admit(KEYS[3], rep) end
  if was_there ~= is_there then
    is_changed = true
    if is_there then place_again(KEYS[3], KEYS[4], KEYS[5], rep) end
  end
  if till <= at - tonumber(ARGV[5]) then gone[#gone + 1] = rep end
end
for rep in pairs(before) do
  if not after[rep] then forgotten[#forgotten + 1] = rep; gone[#gone + 1] = rep end
end
in_parts('HSET', KEYS[2], moved)
in_parts('HDEL', KEYS[2], forgotten)
in_parts('ZREM', KEYS[5], gone)
if is_changed then raise(KEYS[6], ARGV[1]) end
return false
