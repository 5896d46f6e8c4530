-- Replaces a JSON document if its revision is still the expected one.
-- KEYS 1 hash      ARGV 1 now  2 field prefix (empty: the hash holds one document)  3 expected revision  4 document  5 topic to ring (empty: none)
-- Returns committed at | stale document
local rev, doc = ARGV[2] .. 'revision', ARGV[2] .. 'json'
local current = redis.call('HMGET', KEYS[1], rev, doc)
if (current[1] or '0') ~= ARGV[3] then return { 'stale', current[2] or '' } end
redis.call('HSET', KEYS[1], rev, text(tonumber(ARGV[3]) + 1), doc, ARGV[4])
if ARGV[5] ~= '' then bell(ARGV[5]) end
return { 'committed', text(now()) }
