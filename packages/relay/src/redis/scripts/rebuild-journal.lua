#!lua
-- Copies a journal's stream, so that nothing is left of rows that were taken out of it: the server only marks those as deleted.
-- Guarantee: the copy takes the journal's place in one step, once it has all of its rows. Amending a row meanwhile begins it anew.
-- KEYS  1 journal  2 copy
-- ARGV  1 rows at once  2 ms a copy is kept that nobody goes on with
-- Returns 1 once it is done, 0 while it is not
if redis.call('EXISTS', KEYS[1]) == 0 then return 1 end
local last = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', '1')[1]
local rows = redis.call('XRANGE', KEYS[1], last and '(' .. last[1] or '-', '+', 'COUNT', ARGV[1])
for _, row in ipairs(rows) do redis.call('XADD', KEYS[2], row[1], unpack(row[2])) end
-- Whoever is cut off leaves nothing behind for long.
redis.call('PEXPIRE', KEYS[2], ARGV[2])
if #rows == tonumber(ARGV[1]) then return 0 end
local top = text(journal_top(KEYS[1])) .. '-0'
if redis.call('EXISTS', KEYS[2]) == 0 then
  -- An empty stream that remembers its numbers.
  redis.call('XADD', KEYS[2], top, 't', '0')
  redis.call('XDEL', KEYS[2], top)
else
  redis.call('XSETID', KEYS[2], top)
end
redis.call('RENAME', KEYS[2], KEYS[1])
redis.call('PERSIST', KEYS[1])
return 1
