-- Writes a change of the directory in one step, if it is still at the expected revision.
-- KEYS 1 revision  2 sites  3 teams  4 reps  5 playbooks
-- ARGV 1 (unused)  2 expected revision  3… which key (2-5), field, value
-- Returns applied | stale
if (redis.call('GET', KEYS[1]) or '0') ~= ARGV[2] then return 'stale' end
for i = 3, #ARGV, 3 do
  local key = KEYS[tonumber(ARGV[i])]
  if ARGV[i] == '5' then redis.call('HSETNX', key, ARGV[i + 1], ARGV[i + 2]) else redis.call('HSET', key, ARGV[i + 1], ARGV[i + 2]) end
end
redis.call('SET', KEYS[1], text(tonumber(ARGV[2]) + 1))
bell('directory')
return 'applied'
