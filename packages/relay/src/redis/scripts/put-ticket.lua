-- KEYS 1 ticket      ARGV 1 now  2 lives ms  3 json  4 keep ms
redis.call('SET', KEYS[1], text(now() + tonumber(ARGV[2])) .. '|' .. ARGV[3], 'PX', ARGV[4])
return 'ok'
