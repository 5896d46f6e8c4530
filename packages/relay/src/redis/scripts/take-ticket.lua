#!lua flags=allow-oom
-- Takes a ticket.
-- Guarantee: single use; whoever tries it first has used it up, in time or not.
-- KEYS  1 ticket
-- ARGV  none
-- Returns its document, or nothing
local valid_until, document = string.match(redis.call('GET', KEYS[1]) or '', '^(%d+)|(.*)$')
redis.call('DEL', KEYS[1])
if not valid_until or tonumber(valid_until) <= now() then return false end
return document
