-- A conversation's log and what its entries move in the state beside it.
-- log: a stream, the entry at offset 7 under the id 7-0, its fields always in this order:
--   c chain  s session  n seq  t time  k kind  b author as JSON  d body as it was sent
-- state: a hash: top chain visitorTop lastVisitorAt firstRepAt lastRepAt unread lastText; the record's and the marks' fields are others'.

-- Where a log stands; with it, as a list, the other fields of the state that are named.
local function standing(state, ...)
  local s = redis.call('HMGET', state, 'top', 'chain', 'firstRepAt', 'unread', ...)
  local log = { top = tonumber(s[1]) or 0, chain = s[2] or '', has_reply = s[3], unread = tonumber(s[4]) or 0, moved = {} }
  for i = 1, 4 do table.remove(s, 1) end
  return log, s
end

-- Appends one entry and remembers in `log` what it moves. Every check is the caller's, and was made.
local function write_entry(key, log, at, e)
  local top = text(log.top + 1)
  local chain = string.sub(redis.sha1hex(log.chain .. '|' .. e.session .. '|' .. e.seq .. '|' .. e.kind .. '|' .. e.by .. '|' .. e.body), 1, 12)
  redis.call('XADD', key, top .. '-0', 'c', chain, 's', e.session, 'n', e.seq, 't', text(at), 'k', e.kind, 'b', e.by, 'd', e.body)
  log.top, log.chain = log.top + 1, chain
  local moved = log.moved
  moved.top, moved.chain = top, chain
  if e.visible == '1' then moved.visitorTop = top end
  if e.party == 'visitor' then
    log.unread = log.unread + 1
    moved.lastVisitorAt, moved.unread = text(at), text(log.unread)
  elseif e.party == 'rep' then
    moved.lastRepAt = text(at)
    if not log.has_reply then moved.firstRepAt, log.has_reply = text(at), true end
  end
  -- A mark in front tells words that are empty from none.
  if e.listed ~= '' then moved.lastText = string.sub(e.listed, 2) end
  return top, chain
end

-- Writes down what moved, and whatever else the caller sets, in one step.
local function save(state, log, set)
  set = set or {}
  for name, value in pairs(log.moved) do set[#set + 1] = name; set[#set + 1] = value end
  redis.call('HSET', state, unpack(set))
end

-- Is this entry, as XRANGE gives it, a message of the visitor's?
local function is_visitors_message(entry)
  return entry[2][10] == 'message' and string.find(entry[2][12], '{"kind":"visitor"', 1, true) == 1
end
