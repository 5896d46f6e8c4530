#!lua
-- How many were counted under a name today.
-- Guarantee: writes nothing.
-- KEYS  1 budgets (name -> day|count)
-- ARGV  1 name
-- Returns the count
return counted(KEYS[1], ARGV[1])
