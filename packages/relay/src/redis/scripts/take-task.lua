#!lua flags=allow-oom
-- Takes a job, or goes on having it.
-- Guarantee: one node has it until its time is over.
-- KEYS  1 tasks (name -> node|until|standing)
-- ARGV  1 name  2 node  3 ms
-- Returns where the job stands behind a mark, or nothing where another node has it
local node, ends, standing = string.match(redis.call('HGET', KEYS[1], ARGV[1]) or '', '^([^|]*)|(%d+)|(.*)$')
if node and node ~= ARGV[2] and now() < tonumber(ends) then return false end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. '|' .. text(now() + tonumber(ARGV[3])) .. '|' .. (standing or ''))
return '=' .. (standing or '')
