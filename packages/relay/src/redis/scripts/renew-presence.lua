-- A node's word on who is connected to it: named ones are present for a lease, those it named before and left out are gone from now.
-- KEYS 1 leases  2 reps      ARGV 1 now  2 team  3 node  4 lease ms  5 forget after ms  6… reps
local at, changed, named = now(), false, {}
local before, flat = leases_of(KEYS[1]), redis.call('HGETALL', KEYS[1])
for i = 6, #ARGV do named[ARGV[i]] = true end
for i = 1, #flat, 2 do
  local node, rep = string.match(flat[i], '^(.-)|(.*)$')
  local t = tonumber(flat[i + 1])
  if node == ARGV[3] and not named[rep] and t > at then
    redis.call('HSET', KEYS[1], flat[i], text(at))
    changed = true
  elseif t <= at - tonumber(ARGV[5]) then
    redis.call('HDEL', KEYS[1], flat[i])
  end
end
for rep in pairs(named) do
  admit(KEYS[2], rep)
  redis.call('HSET', KEYS[1], ARGV[3] .. '|' .. rep, text(at + tonumber(ARGV[4])))
  if not before[rep] or at >= before[rep] then changed = true end
end
if changed then bell('team/' .. ARGV[2]) end
return 'ok'
