#!lua flags=allow-oom
-- Ends the sign-ins of a rep that the caller knows of, says so, and names those that are left: whoever signed in meanwhile.
-- Guarantee: only keys that are named are touched, so the caller asks again until none is left.
-- KEYS  1 the rep's list  2… sign-ins
-- ARGV  1 rep  2… hashes of these sign-ins
-- Returns the hashes that are left
for i = 2, #KEYS do
  if redis.call('HGET', KEYS[i], 'rep') == ARGV[1] then redis.call('DEL', KEYS[i]) end
  redis.call('ZREM', KEYS[1], ARGV[i])
end
bell('rep/' .. ARGV[1])
return redis.call('ZRANGE', KEYS[1], '0', '-1')
