import sys


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def run(rounds):
    total = 0
    i = 0
    while i < rounds:
        total += fib(30)
        i += 1
    return total


print(run(int(sys.argv[1])))
