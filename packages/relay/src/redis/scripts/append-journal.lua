#!lua
-- Numbers and appends journal items.
-- Guarantee: 1, 2, 3 … without gaps; an item whose key has a row keeps it.
-- KEYS  1 journal  2 journal keys (key -> number)
-- ARGV  1 site  2… per item: key, item
-- Returns per item: number, at, item
local at, rows, fresh = now(), {}, false
local top = journal_top(KEYS[1])

for i = 2, #ARGV, 2 do
  local row = journal_row(KEYS[1], KEYS[2], ARGV[i])
  if not row then
    top, fresh = top + 1, true
    row = journal_add(KEYS[1], KEYS[2], top, at, ARGV[i], ARGV[i + 1])
  end
  for _, field in ipairs(row) do rows[#rows + 1] = field end
end
if fresh then bell('site/' .. ARGV[1]) end
return rows
