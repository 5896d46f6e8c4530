-- A list's places up to the last wanted: conversation, queuedAt, what it brings along.
local function places_of(list, brought, last)
  local members = redis.call('ZRANGE', list, '0', last, 'WITHSCORES')
  if #members == 0 then return {} end
  local names, found = {}, {}
  for i = 1, #members, 2 do names[#names + 1] = members[i] end
  -- So many at once as Lua can hand over as arguments.
  for first = 1, #names, 1000 do
    local values = redis.call('HMGET', brought, unpack(names, first, math.min(first + 999, #names)))
    for i, value in ipairs(values) do
      local at = 2 * (first + i - 1)
      found[#found + 1] = members[at - 1]; found[#found + 1] = members[at]; found[#found + 1] = value or ''
    end
  end
  return found
end
