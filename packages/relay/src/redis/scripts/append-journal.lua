-- Numbers and appends journal items; a key that is there already keeps its row.
-- KEYS 1 journal  2 journal keys      ARGV 1 now  2 site  3… key, json per item
-- Returns per item: number, at, json
local at, rows, fresh = now(), {}, false
local length = redis.call('XLEN', KEYS[1])
for i = 3, #ARGV, 2 do
  local number = redis.call('HGET', KEYS[2], ARGV[i])
  if number then
    local row = redis.call('XRANGE', KEYS[1], number .. '-0', number .. '-0')[1][2]
    rows[#rows + 1] = number; rows[#rows + 1] = row[2]; rows[#rows + 1] = row[4]
  else
    length = length + 1
    redis.call('XADD', KEYS[1], text(length) .. '-0', 't', text(at), 'd', ARGV[i + 1])
    redis.call('HSET', KEYS[2], ARGV[i], text(length))
    rows[#rows + 1] = text(length); rows[#rows + 1] = text(at); rows[#rows + 1] = ARGV[i + 1]
    fresh = true
  end
end
if fresh then bell('site/' .. ARGV[2]) end
return rows
