#!lua flags=allow-oom
-- Notes how far a job came.
-- Guarantee: only for the node that has it.
-- KEYS  1 tasks (name -> node|until|standing)
-- ARGV  1 name  2 node  3 standing
-- Returns 1, or 0 where another node has it
local node, ends = string.match(redis.call('HGET', KEYS[1], ARGV[1]) or '', '^([^|]*)|(%d+)|')
if node ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], node .. '|' .. ends .. '|' .. ARGV[3])
return 1
