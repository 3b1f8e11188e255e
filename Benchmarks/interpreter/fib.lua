local function fib(n)
  if n < 2 then return n end
  return fib(n - 1) + fib(n - 2)
end

local rounds, total = tonumber(arg[1]), 0
for _ = 1, rounds do total = total + fib(30) end
print(total)
