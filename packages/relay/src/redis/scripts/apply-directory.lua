#!lua
-- Writes a change of the directory, if it is still at the expected revision.
-- Guarantee: all of it in one step or nothing; a playbook that is there is left as it is.
-- KEYS  1 revision  2 sites  3 teams  4 reps  5 playbooks
-- ARGV  1 expected revision  2… per row: which key (2 to 5), field, value
-- Returns applied | stale
if (redis.call('GET', KEYS[1]) or '0') ~= ARGV[1] then return 'stale' end
for i = 2, #ARGV, 3 do
  redis.call(ARGV[i] == '5' and 'HSETNX' or 'HSET', KEYS[tonumber(ARGV[i])], ARGV[i + 1], ARGV[i + 2])
end
redis.call('SET', KEYS[1], text(tonumber(ARGV[1]) + 1))
bell('directory')
return 'applied'
