-- A team's conversations by message.
--   list: conversation by time    brought: conversation -> site|priority|share|returned|rep
--   loads: rep -> how many of them are the rep's; nothing for none
local function owner_of(brought, conversation)
  return string.match(redis.call('HGET', brought, conversation) or '', '|([^|]*)$') or ''
end

-- It becomes this rep's; empty: nobody's.
local function give(brought, loads, conversation, rep)
  local before = owner_of(brought, conversation)
  if before == rep then return end
  if before ~= '' then uncount(loads, before) end
  if rep ~= '' then redis.call('HINCRBY', loads, rep, '1') end
end
