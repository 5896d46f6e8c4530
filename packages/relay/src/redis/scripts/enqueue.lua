-- Puts a conversation into a team's queue, at the place its time gives it.
-- KEYS 1 queue  2 sites      ARGV 1 (unused)  2 team  3 conversation  4 site  5 queuedAt
redis.call('ZADD', KEYS[1], ARGV[5], ARGV[3])
redis.call('HSET', KEYS[2], ARGV[3], ARGV[4])
bell('team/' .. ARGV[2])
return 'ok'
