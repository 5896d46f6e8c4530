-- KEYS 1 queue  2 sites      ARGV 1 (unused)  2 team  3 conversation
redis.call('HDEL', KEYS[2], ARGV[3])
if redis.call('ZREM', KEYS[1], ARGV[3]) == 1 then bell('team/' .. ARGV[2]) end
return 'ok'
