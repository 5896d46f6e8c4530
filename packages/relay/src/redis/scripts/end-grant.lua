#!lua flags=allow-oom
-- An invitation is over before its time.
-- Guarantee: once.
-- KEYS  1 grants
-- ARGV  1 grant
-- Returns ended | unknown
forget_grants(KEYS[1], now())
return redis.call('HDEL', KEYS[1], ARGV[1]) == 1 and 'ended' or 'unknown'
