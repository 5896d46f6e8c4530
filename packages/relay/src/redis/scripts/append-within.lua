#!lua
-- Appends journal items where a budget of the day is not used up yet, and counts one; else another item under the same key.
-- Guarantee: counted and appended together or not at all; where the first key has a row, nothing changes.
-- KEYS  1 journal  2 journal keys (key -> number)  3 budgets (name -> day|count)
-- ARGV  1 site  2 name  3 most  4 item instead  5… per item: key, item
-- Returns the row under the first key: number, at, item
local row = journal_row(KEYS[1], KEYS[2], ARGV[5])
if row then return row end
local at, top, count = now(), journal_top(KEYS[1]), counted(KEYS[3], ARGV[2])
bell('site/' .. ARGV[1])
if count >= tonumber(ARGV[3]) then return journal_add(KEYS[1], KEYS[2], top + 1, at, ARGV[5], ARGV[4]) end
redis.call('HSET', KEYS[3], ARGV[2], today() .. '|' .. text(count + 1))
for i = 5, #ARGV, 2 do
  if not journal_row(KEYS[1], KEYS[2], ARGV[i]) then
    top = top + 1
    local added = journal_add(KEYS[1], KEYS[2], top, at, ARGV[i], ARGV[i + 1])
    row = row or added
  end
end
return row
