#!lua
-- Puts a claim back that a conversation's record names and the floor lost.
-- Guarantee: one that is there is left as it is; one that was released lately stays so.
-- KEYS  1 claims  2 reps  3 loads  4 ready  5 version  6 released
-- ARGV  1 team  2 claim  3 its value  4 rep
-- Returns nothing
if redis.call('ZSCORE', KEYS[6], ARGV[2]) then return false end
if redis.call('HSETNX', KEYS[1], ARGV[2], ARGV[3]) == 1 then
  admit(KEYS[2], ARGV[4])
  redis.call('HINCRBY', KEYS[3], ARGV[4], '1')
  place_again(KEYS[2], KEYS[3], KEYS[4], ARGV[4])
  raise(KEYS[5], ARGV[1])
end
return false
