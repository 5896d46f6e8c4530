#!lua flags=allow-oom
-- Sets a rep away who is available, and remembers why.
-- Guarantee: who chose otherwise meanwhile is left alone.
-- KEYS  1 reps  2 ready  3 version
-- ARGV  1 team  2 rep  3 cause
-- Returns paused | unchanged
local s = split(redis.call('HGET', KEYS[1], ARGV[2]) or '')
if s[1] ~= 'available' then return 'unchanged' end
redis.call('HSET', KEYS[1], ARGV[2], table.concat({ 'away', s[2], ARGV[3] }, '|'))
redis.call('ZREM', KEYS[2], ARGV[2])
raise(KEYS[3], ARGV[1])
return 'paused'
