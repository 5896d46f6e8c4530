-- Puts a claim back that a conversation's record names and the slot lost.
-- KEYS 1 claims  2 reps      ARGV 1 now  2 team  3 claim  4 value  5 rep
if redis.call('HSETNX', KEYS[1], ARGV[3], ARGV[4]) == 1 then
  admit(KEYS[2], ARGV[5])
  bell('team/' .. ARGV[2])
end
return 'ok'
