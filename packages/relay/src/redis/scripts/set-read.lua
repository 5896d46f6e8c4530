-- Moves a party's read mark, never back and never beyond the log.
-- KEYS 1 log  2 state      ARGV 1 now  2 visitor|rep  3 offset
-- Returns the mark that stands
local field = ARGV[2] == 'visitor' and 'readVisitor' or 'readRep'
local s = redis.call('HMGET', KEYS[2], 'top', field)
if not s[1] then return '0' end
local stands = tonumber(s[2]) or 0
local mark = math.min(tonumber(ARGV[3]), tonumber(s[1]))
if mark <= stands then return text(stands) end
redis.call('HSET', KEYS[2], field, text(mark))
if ARGV[2] == 'rep' then
  local unread = 0
  for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '(' .. text(mark) .. '-0', '+')) do
    -- c, s, n, t, k, b, d in this order
    if entry[2][10] == 'message' and string.find(entry[2][12], '{"kind":"visitor"', 1, true) == 1 then unread = unread + 1 end
  end
  redis.call('HSET', KEYS[2], 'unread', text(unread))
end
return text(mark)
