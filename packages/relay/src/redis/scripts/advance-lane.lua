-- Takes the next frame of a visitor's lane by the append rule; stores no body.
-- KEYS 1 lanes      ARGV 1 now  2 session  3 seq  4 digest  5 bodies remembered
-- Returns what, highest (for a gap)
local what, detail, highest, recent = place(redis.call('HGET', KEYS[1], ARGV[2]), tonumber(ARGV[3]), ARGV[4])
if what == 'next' then
  redis.call('HSET', KEYS[1], ARGV[2], advanced(highest, recent, ARGV[4], '0', tonumber(ARGV[5])))
end
return { what, detail }
