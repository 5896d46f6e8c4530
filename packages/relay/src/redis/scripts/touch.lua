-- Notes that a conversation moved, for the site's list.
-- KEYS 1 touched      ARGV 1 now  2 conversation
redis.call('ZADD', KEYS[1], 'GT', text(now()), ARGV[2])
return 'ok'
