local function sums(n)
  local s = 0
  for i = 1, n do
    if i % 3 == 0 then s = s + i else s = s - 1 end
  end
  return s
end

local rounds, total = tonumber(arg[1]), 0
for _ = 1, rounds do total = total + sums(2000000) end
print(total)
