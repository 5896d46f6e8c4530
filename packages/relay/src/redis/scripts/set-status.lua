-- What a rep chose. Who becomes available is idle from now on.
-- KEYS 1 reps      ARGV 1 now  2 team  3 rep  4 status
local known = redis.call('HGET', KEYS[1], ARGV[3])
local s = known and split(known)
if s and s[1] == ARGV[4] then return 'ok' end
local idle = ARGV[4] == 'available' and text(now()) or (s and s[2] or '0')
redis.call('HSET', KEYS[1], ARGV[3], ARGV[4] .. '|' .. idle)
bell('team/' .. ARGV[2])
return 'ok'
