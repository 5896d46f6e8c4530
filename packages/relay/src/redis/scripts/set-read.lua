#!lua
-- Moves a party's read mark; for a rep's, counts anew what of the visitor's is behind it.
-- Guarantee: a mark never goes back and never beyond the log's top.
-- KEYS  1 log  2 state
-- ARGV  1 visitor | rep  2 offset
-- Returns the mark that stands | compacted
local field = ARGV[1] == 'visitor' and 'readVisitor' or 'readRep'
local s = redis.call('HMGET', KEYS[2], 'top', field)
if not s[1] and is_compacted(KEYS[1]) then return 'compacted' end
local stands = tonumber(s[2]) or 0
local mark = math.min(tonumber(ARGV[2]), tonumber(s[1]) or 0)
if mark <= stands then return text(stands) end
local set = { field, text(mark) }
if ARGV[1] == 'rep' then
  -- By pages: an engagement may be long, and its bodies are copied to be looked at.
  local unread, from, page = 0, mark, {}
  repeat
    page = redis.call('XRANGE', KEYS[1], '(' .. text(from) .. '-0', '+', 'COUNT', '200')
    for _, entry in ipairs(page) do
      if is_visitors_message(entry) then unread = unread + 1 end
      from = tonumber(string.match(entry[1], '^%d+'))
    end
  until #page < 200
  set[3], set[4] = 'unread', text(unread)
end
redis.call('HSET', KEYS[2], unpack(set))
return text(mark)
