#!lua flags=allow-oom
-- A node's word on who is connected to it: those named are present for a lease, those it named before and left out are gone from now on.
-- Guarantee: the bell rings only if somebody came or went; a rep with a window on another node, too, does neither.
-- KEYS  1 leases  2 reps  3 version
-- ARGV  1 team  2 node  3 lease ms  4 ms after which an ended lease is forgotten  5… reps
-- Returns nothing
local at, named, touched = now(), {}, {}
local before, flat = leases_of(KEYS[1]), redis.call('HGETALL', KEYS[1])
for i = 5, #ARGV do named[ARGV[i]] = true; touched[ARGV[i]] = true end
for i = 1, #flat, 2 do
  local lease, t = split(flat[i]), tonumber(flat[i + 1])
  if lease[1] == ARGV[2] and not named[lease[2]] and t > at then
    redis.call('HSET', KEYS[1], flat[i], text(at))
    touched[lease[2]] = true
  elseif t <= at - tonumber(ARGV[4]) then
    redis.call('HDEL', KEYS[1], flat[i])
  end
end
for rep in pairs(named) do
  admit(KEYS[2], rep)
  redis.call('HSET', KEYS[1], ARGV[2] .. '|' .. rep, text(at + tonumber(ARGV[3])))
end
local after, is_changed = leases_of(KEYS[1]), false
local function is_there(leases, rep) return leases[rep] ~= nil and at < leases[rep] end
for rep in pairs(touched) do is_changed = is_changed or is_there(before, rep) ~= is_there(after, rep) end
if is_changed then raise(KEYS[3], ARGV[1]) end
return false
