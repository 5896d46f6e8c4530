-- Where a frame stands in its session: protocol rule 7 without what only a conversation knows.
-- A session is stored as "highest|digest:offset,digest:offset,…": the last ones it sent, oldest first.

-- Returns what to do (next | duplicate | conflict | gap) and its detail: the highest seq for a gap, the offset for a duplicate (0: forgotten).
local function place(stored, seq, digest)
  local bar = stored and string.find(stored, '|', 1, true)
  local highest = bar and tonumber(string.sub(stored, 1, bar - 1)) or 0
  if seq == highest + 1 then return 'next', '0' end
  if seq > highest then return 'gap', text(highest) end
  local recent = {}
  for d, o in string.gmatch(string.sub(stored or '', (bar or 0) + 1), '(%x+):(%d+)') do recent[#recent + 1] = { d, o } end
  local known = recent[#recent + seq - highest]
  if not known then return 'duplicate', '0' end
  if known[1] == digest then return 'duplicate', known[2] end
  return 'conflict', '0'
end

-- The session after its next frame, number `seq`, went to `offset`; the last `keep` are remembered.
local function advanced(stored, seq, digest, offset, keep)
  local head, tail = seq .. '|', digest .. ':' .. offset
  if not stored then return head .. tail end
  -- From behind the bar, or, where as many are there as are kept, from behind the oldest.
  local from = string.find(stored, '|', 1, true)
  if tonumber(seq) > keep then from = string.find(stored, ',', from, true) or #stored end
  return head .. string.sub(stored, from + 1) .. (from < #stored and ',' or '') .. tail
end
